// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import java.util.List;

/**
 * What {@code argine} alone shows: the six steps in the order of the work, and how to take them.
 *
 * <p>A step that this version cannot take says so: an administrator in trouble should not have to
 * find out by trying.
 */
final class Overview {
    private record Example(String command, String meaning) {}

    private record Step(String word, String question, List<Example> examples) {}

    private static final List<Step> STEPS =
            List.of(
                    new Step(
                            "detect",
                            "Is something wrong now?",
                            List.of(
                                    new Example("argine detect", "look once"),
                                    new Example("argine detect --watch", "keep looking"),
                                    new Example(
                                            "argine detect --format nagios", "for monitoring"))),
                    new Step(
                            "investigate",
                            "What kind of trouble, whose account, and how do we know?",
                            List.of(
                                    new Example("argine investigate", "on the mail server itself"),
                                    new Example(
                                            "argine investigate --log mail.log --queue deferred",
                                            "on copies of its files"),
                                    new Example(
                                            "argine investigate --format html -o report.html",
                                            "with charts, for the morning"))),
                    new Step(
                            "sweep",
                            "How do I get the spam out of the queue, and only the spam?",
                            List.of(
                                    new Example(
                                            "argine sweep --account NAME",
                                            "what would be held; --yes holds it"),
                                    new Example(
                                            "argine sweep --list",
                                            "what is held; --undo puts it back"))),
                    new Step(
                            "contain",
                            "How do I shut the door on them now?",
                            List.of(
                                    new Example(
                                            "argine contain NAME",
                                            "what would be done; --yes does it"),
                                    new Example(
                                            "argine contain --list",
                                            "whose door is shut; --release opens it"))),
                    new Step(
                            "audit",
                            "Who is next?",
                            List.of(
                                    new Example("argine audit passwords", "whose is guessed"),
                                    new Example("argine audit settings", "which help a thief"))),
                    new Step(
                            "guard",
                            "How do I keep it from happening again?",
                            List.of(
                                    new Example("argine guard doctor", "is every rule reached?"),
                                    new Example("argine guard status", "whom does it stop?"))));

    private static final List<Step> AROUND =
            List.of(
                    new Step(
                            "demo",
                            "See it work on a made-up breach; nothing here is read or changed.",
                            List.of(new Example("argine demo", ""))),
                    new Step(
                            "explain",
                            "What does Argine make of one line of a log?",
                            List.of(new Example("argine explain LINE", ""))),
                    new Step(
                            "why",
                            "Why was a message refused?",
                            List.of(new Example("argine why CODE", "as the reply says it"))),
                    new Step(
                            "password",
                            "May this password be taken?",
                            List.of(new Example("argine password check", ""))));

    private Overview() {}

    /** The six words, whether or not this version has them. */
    static List<String> words() {
        return STEPS.stream().map(Step::word).toList();
    }

    static String text() {
        StringBuilder text = new StringBuilder(2048);
        text.append(Version.line()).append(": somebody sends spam with a user's password.\n\n");
        for (int i = 0; i < STEPS.size(); i++) {
            step(text, String.valueOf(i + 1), STEPS.get(i));
        }
        text.append('\n');
        AROUND.stream().filter(Overview::isHere).forEach(step -> step(text, " ", step));
        return text.append("Every command shows examples with --help.\n").toString();
    }

    private static void step(StringBuilder text, String number, Step step) {
        text.append(pad("  " + number + " " + step.word(), 17)).append(step.question());
        if (!isHere(step)) {
            text.append(" (not in this version)\n");
            return;
        }
        text.append('\n');
        for (Example example : step.examples()) {
            String line = pad(" ".repeat(19) + example.command(), 72) + example.meaning();
            text.append(line.stripTrailing()).append('\n');
        }
    }

    private static boolean isHere(Step step) {
        return Commands.words().contains(step.word());
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
