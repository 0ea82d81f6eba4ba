// SPDX-License-Identifier: Apache-2.0
package argine.cli.now;

import argine.detect.check.Answer;
import argine.detect.check.Figure;
import argine.detect.check.Finding;
import argine.detect.check.Snapshot;
import argine.investigate.face.Numbers;
import argine.investigate.face.Plain;
import argine.investigate.face.Times;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The live screen: the verdict, what rises and falls, the busiest accounts, what is wrong.
 *
 * <p>Made for 80 columns and 24 rows; no row is longer and there are never more. Nothing is said by
 * colour, so there is none.
 *
 * @param unicode whether the terminal shows more than ASCII
 */
public record Screen(int columns, int rows, boolean unicode, ZoneId zone) {
    private static final int LABEL = 18;
    private static final int NUMBER = 9;
    private static final int NARROWEST = 60;
    private static final int FEWEST = 16;

    private record Row(String label, Figure figure) {}

    private static final List<Row> RATES =
            List.of(
                    new Row("messages/h", Figure.ACCEPTED),
                    new Row("delivered/h", Figure.DELIVERED),
                    new Row("deferrals/h", Figure.DEFERRALS),
                    new Row("unknown rcpts/h", Figure.UNKNOWN),
                    new Row("failed logins/h", Figure.FAILED_LOGINS),
                    new Row("sessions/h", Figure.SESSIONS));

    public Screen {
        columns = Math.max(NARROWEST, columns);
        rows = Math.max(FEWEST, rows);
    }

    /** The rows to show, without line ends. */
    public List<String> of(Answer answer) {
        List<String> page = new ArrayList<>();
        Snapshot now = answer.now();
        page.add("argine detect   " + new Times(zone).second(now.at()) + "   q: quit");
        page.add(TextSight.word(answer.worst()) + ": " + TextSight.summary(answer));
        page.addAll(TextSight.beside(answer));
        page.add("");
        queue(answer, page);
        for (Row rate : RATES) {
            now.figure(rate.figure()).ifPresent(value -> page.add(row(answer, rate, value)));
        }
        busiest(now, page);
        page.add("");
        for (Finding finding : answer.trouble()) {
            page.add(
                    TextSight.word(finding.state())
                            + " "
                            + finding.check()
                            + ": "
                            + finding.says());
        }
        now.missing().forEach(missing -> page.add("missing: " + missing));
        return page.stream().limit(rows - 1L).map(line -> Plain.line(line, columns)).toList();
    }

    private void queue(Answer answer, List<String> page) {
        answer.now()
                .figure(Figure.QUEUE)
                .ifPresent(
                        waiting -> {
                            List<Long> seen = new ArrayList<>();
                            seen.addAll(answer.past().last(Figure.QUEUE, strip()));
                            seen.add(waiting);
                            String line = label("queue") + number(waiting) + "  ";
                            page.add(
                                    line
                                            + pad(Sparkline.of(seen, strip(), unicode))
                                            + usual(answer, Figure.QUEUE));
                        });
        answer.now()
                .figure(Figure.HELD)
                .ifPresent(held -> page.add(label("on hold") + number(held)));
    }

    private String row(Answer answer, Row rate, long value) {
        List<Integer> strip = answer.now().strips().getOrDefault(rate.figure(), List.of());
        return label(rate.label())
                + number(value)
                + "  "
                + pad(Sparkline.of(halved(strip), strip(), unicode))
                + usual(answer, rate.figure());
    }

    /** Two minutes in one column where the screen has too few for each. */
    private List<Integer> halved(List<Integer> strip) {
        if (strip.size() <= strip()) {
            return strip;
        }
        List<Integer> half = new ArrayList<>();
        for (int i = 0; i + 1 < strip.size(); i += 2) {
            half.add(strip.get(i) + strip.get(i + 1));
        }
        return half;
    }

    private int strip() {
        return Math.min(60, columns - LABEL - NUMBER - 20);
    }

    private String pad(String strip) {
        return strip + " ".repeat(Math.max(0, strip() - strip.length()));
    }

    private static String usual(Answer answer, Figure figure) {
        return answer.past().usual(figure).map(u -> "  usual " + Numbers.of(u.value())).orElse("");
    }

    private void busiest(Snapshot now, List<String> page) {
        if (now.busiest().isEmpty()) {
            return;
        }
        page.add("");
        page.add(label("busiest accounts") + "messages/h  recipients/h");
        for (Snapshot.Busy busy : now.busiest()) {
            String numbers =
                    " ".repeat(LABEL)
                            + right(Numbers.of(busy.messages()), 10)
                            + "  "
                            + right(Numbers.of(busy.recipients()), 12)
                            + "  ";
            page.add(numbers + Plain.line(busy.account(), columns - numbers.length()));
        }
    }

    private static String label(String text) {
        return text + " ".repeat(Math.max(1, LABEL - text.length()));
    }

    private static String number(long value) {
        return right(Numbers.of(value), NUMBER);
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
