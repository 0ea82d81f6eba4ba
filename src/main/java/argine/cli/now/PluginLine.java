// SPDX-License-Identifier: Apache-2.0
package argine.cli.now;

import argine.detect.check.Answer;
import argine.detect.check.Figure;
import argine.detect.check.Finding;
import argine.detect.check.Limit;
import argine.detect.check.State;
import argine.investigate.face.Plain;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What Nagios, Icinga and their like expect of a plug-in: one line of text with the figures behind
 * a bar, a line for each check below it, and an exit code of their convention.
 *
 * <p>A bar in the text would end it, so none is left there.
 */
public final class PluginLine {
    /** The convention's exit code for what could not be looked at. */
    public static final int UNKNOWN = 3;

    private static final int FIRST_LINE = 240;
    private static final int OTHER_LINES = 400;

    /** Which figure each check's limits belong to. */
    private static final Map<String, Figure> OF_CHECK =
            Map.of(
                    "queue", Figure.QUEUE,
                    "small", Figure.SMALL,
                    "unknown", Figure.UNKNOWN,
                    "refused", Figure.REFUSED,
                    "sessions", Figure.SESSIONS,
                    "logins", Figure.FAILED_LOGINS,
                    "holds", Figure.OLD_HOLDS);

    private PluginLine() {}

    public static String text(Answer answer) {
        StringBuilder text = new StringBuilder();
        text.append("ARGINE ")
                .append(word(answer.worst()))
                .append(" - ")
                .append(plain(TextSight.summary(answer), FIRST_LINE));
        TextSight.beside(answer).forEach(one -> text.append("; ").append(plain(one, FIRST_LINE)));
        text.append(answer.unkept().isEmpty() ? "" : "; " + plain(answer.unkept(), FIRST_LINE));
        String figures = figures(answer);
        text.append(figures.isEmpty() ? "" : " | " + figures).append('\n');
        for (Finding finding : answer.findings()) {
            String line = "[" + word(finding.state()) + "] " + finding.check() + ": ";
            text.append(line).append(plain(finding.says(), OTHER_LINES)).append('\n');
        }
        return text.toString();
    }

    /** The line for what could not be done. */
    public static String unknown(String why) {
        return "ARGINE UNKNOWN - " + plain(why, OTHER_LINES) + "\n";
    }

    /** The exit code, by the convention and not by Argine's own. */
    public static int exit(State worst) {
        return switch (worst) {
            case OK -> 0;
            case WARNING -> 1;
            case CRITICAL -> 2;
            case NOT_LOOKED_AT -> UNKNOWN;
        };
    }

    private static String word(State state) {
        return state == State.NOT_LOOKED_AT ? "UNKNOWN" : state.name();
    }

    private static String plain(String text, int most) {
        return Plain.line(text, most).replace('|', '/');
    }

    /** {@code queue=812;100;1000;0 deferred=640;;;0 ...}. */
    private static String figures(Answer answer) {
        Map<Figure, Limit> limits = new TreeMap<>();
        for (Finding finding : answer.findings()) {
            Figure figure = OF_CHECK.get(finding.check());
            if (figure != null) {
                limits.put(figure, finding.limit());
            }
        }
        StringJoiner line = new StringJoiner(" ");
        new TreeMap<>(answer.now().figures())
                .forEach(
                        (figure, value) -> {
                            Limit limit =
                                    limits.getOrDefault(
                                            figure, new Limit(Limit.NEVER, Limit.NEVER));
                            line.add(
                                    figure.word()
                                            + "="
                                            + value
                                            + ";"
                                            + bound(limit.warn())
                                            + ";"
                                            + bound(limit.critical())
                                            + ";0");
                        });
        answer.findings().stream()
                .filter(finding -> finding.check().equals("accounts"))
                .flatMap(finding -> finding.value().stream())
                .forEach(count -> line.add("suspectAccounts=" + count + ";;;0"));
        return line.toString();
    }

    private static String bound(long value) {
        return value == Limit.NEVER ? "" : String.valueOf(value);
    }
}
