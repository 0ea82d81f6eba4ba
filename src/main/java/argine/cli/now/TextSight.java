// SPDX-License-Identifier: Apache-2.0
package argine.cli.now;

import argine.detect.check.Answer;
import argine.detect.check.Figure;
import argine.detect.check.Finding;
import argine.detect.check.Snapshot;
import argine.detect.check.State;
import argine.investigate.face.Numbers;
import argine.investigate.face.Plain;
import argine.investigate.face.Sheet;
import argine.investigate.face.Times;
import argine.investigate.face.Verdict;
import argine.mail.Plural;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whether something is wrong now, as text: the verdict first, then each check, then what to type.
 */
public final class TextSight {
    private static final int NAME = 60;

    /** How many of the contained the first line names: monitoring cuts off a long one. */
    private static final int CONTAINED = 3;

    private final Sheet sheet;
    private final Times times;

    private TextSight(Sheet sheet, Times times) {
        this.sheet = sheet;
        this.times = times;
    }

    /** The answer, broken to a width; {@code next} are the commands to type if it is not well. */
    public static String text(
            Answer answer, List<String> next, boolean colour, int width, ZoneId zone) {
        Sheet sheet = new Sheet(colour, width);
        new TextSight(sheet, new Times(zone)).print(answer, next);
        return sheet.toString();
    }

    /** The word of a state, in which the verdict begins. */
    static String word(State state) {
        return switch (state) {
            case OK -> "OK";
            case WARNING -> "WARNING";
            case CRITICAL -> "CRITICAL";
            case NOT_LOOKED_AT -> "NOT KNOWN";
        };
    }

    /** What is wrong, in one line; what is critical first, then what would only warn. */
    static String summary(Answer answer) {
        List<Finding> trouble = answer.trouble();
        if (answer.worst() == State.NOT_LOOKED_AT) {
            return answer.now().isWhole()
                    ? "nothing could be looked at"
                    : String.join("; ", answer.now().unread().all());
        }
        if (trouble.isEmpty()) {
            long looked =
                    answer.findings().stream()
                            .filter(finding -> finding.state() == State.OK)
                            .count();
            return "nothing is wrong, by " + looked + " checks";
        }
        List<String> worst = new ArrayList<>();
        List<String> warning = new ArrayList<>();
        for (Finding finding : trouble) {
            List<String> its = finding.state() == answer.worst() ? worst : warning;
            its.add(finding.check() + ": " + finding.worst());
            if (!finding.warning().isEmpty()) {
                warning.add(finding.check() + ": " + finding.warning());
            }
        }
        return String.join("; ", worst)
                + (warning.isEmpty() ? "" : "; and warning: " + String.join("; ", warning));
    }

    /** What must be known beside that: what could not be read, and whose door is shut. */
    static List<String> beside(Answer answer) {
        List<String> beside = new ArrayList<>();
        if (answer.worst().isTrouble()) {
            beside.addAll(answer.now().unread().all());
        }
        List<String> contained = answer.now().contained();
        contained.stream().limit(CONTAINED).forEach(beside::add);
        if (contained.size() > CONTAINED) {
            int more = contained.size() - CONTAINED;
            beside.add(Plural.of(more, "more is contained", "more are contained"));
        }
        return beside;
    }

    /** All that the first line says. */
    static String firstLine(Answer answer) {
        return String.join(
                "; ", Stream.concat(Stream.of(summary(answer)), beside(answer).stream()).toList());
    }

    private void print(Answer answer, List<String> next) {
        Snapshot now = answer.now();
        sheet.verdict(
                new Verdict(
                        word(answer.worst()),
                        ": " + firstLine(answer),
                        answer.worst().isTrouble()));
        sheet.heading("Checks");
        for (Finding finding : answer.findings()) {
            String state =
                    finding.state() == State.NOT_LOOKED_AT
                            ? "not looked at"
                            : finding.state().isTrouble()
                                    ? word(finding.state())
                                    : finding.state().name().toLowerCase(Locale.ROOT);
            sheet.row(finding.check(), state + ": " + finding.says());
        }
        figures(now);
        busiest(now);
        if (!next.isEmpty()) {
            sheet.heading("What to do next");
            next.forEach(sheet::command);
        }
        read(answer);
    }

    private void figures(Snapshot now) {
        sheet.heading("Now");
        now.figure(Figure.QUEUE)
                .ifPresent(
                        waiting ->
                                sheet.row(
                                        "Queue",
                                        Numbers.of(waiting)
                                                + " waiting, "
                                                + number(now, Figure.DEFERRED)
                                                + " of them for another try; "
                                                + number(now, Figure.HELD)
                                                + " on hold"));
        now.figure(Figure.ACCEPTED)
                .ifPresent(
                        accepted ->
                                sheet.row(
                                        "In one hour",
                                        Numbers.of(accepted)
                                                + (accepted == 1 ? " message" : " messages")
                                                + " accepted; recipients: "
                                                + number(now, Figure.DELIVERED)
                                                + " reached, "
                                                + number(now, Figure.BOUNCED)
                                                + " given up, "
                                                + number(now, Figure.DEFERRALS)
                                                + " put off"));
    }

    private static String number(Snapshot now, Figure figure) {
        return now.figure(figure).map(Numbers::of).orElse("?");
    }

    private void busiest(Snapshot now) {
        String label = "Busiest";
        for (Snapshot.Busy busy : now.busiest()) {
            sheet.row(
                    label,
                    Plain.line(busy.account(), NAME)
                            + ": "
                            + Numbers.of(busy.messages(), "message")
                            + " to "
                            + Numbers.of(busy.recipients(), "recipient")
                            + " an hour");
            label = "";
        }
    }

    private void read(Answer answer) {
        sheet.heading("What was read");
        Snapshot now = answer.now();
        sheet.row("Time", times.second(now.since()) + " to " + times.second(now.at()));
        sheet.row(
                "History",
                answer.past()
                        .begin()
                        .map(
                                begin ->
                                        Numbers.of(answer.past().size(), "earlier look")
                                                + " since "
                                                + times.minute(begin))
                        .orElse("none yet, so growth cannot be seen"));
        now.missing().forEach(missing -> sheet.row("Missing", missing));
    }
}
