// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Case.Hour;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * What was accepted and what became of it, by hour, as an SVG of one strip below the other.
 *
 * <p>A strip bears its own name and its own numbers, so nothing hangs on telling colours apart. The
 * strips that count recipients share one scale: a low strip is a small number. Messages have their
 * own, because one message may have a hundred recipients.
 */
final class Chart {
    private static final int WIDTH = 760;
    private static final int LEFT = 56;
    private static final int TOP = 22;
    private static final int STRIP = 64;
    private static final int APART = 34;
    private static final int FOOT = 26;
    private static final int LABELS = 8;
    private static final double WIDEST = 72;

    private record Strip(String name, String thing, String style, ToLongFunction<Hour> of) {
        long total(Bins bins) {
            return bins.bars().stream().mapToLong(of).sum();
        }

        long most(Bins bins) {
            return bins.bars().stream().mapToLong(of).max().orElse(0);
        }
    }

    private static final Strip ACCEPTED =
            new Strip("Accepted", "message", "accepted", Hour::accepted);
    private static final List<Strip> FATES =
            List.of(
                    new Strip("Delivered", "recipient", "delivered", Hour::delivered),
                    new Strip("Deferred", "recipient", "deferred", Hour::deferred),
                    new Strip("Bounced", "recipient", "bounced", Hour::bounced));

    private final Html html;
    private final Times times;
    private final Bins bins;
    private final double pitch;

    private Chart(Html html, Times times, Bins bins) {
        this.html = html;
        this.times = times;
        this.bins = bins;
        this.pitch = Math.min(WIDEST, (double) (WIDTH - LEFT) / bins.bars().size());
    }

    /**
     * Puts the chart and the table of its numbers on a page; ids must differ from chart to chart.
     */
    static void draw(List<Hour> hours, String id, Times times, Html html) {
        Chart chart = new Chart(html, times, Bins.of(hours, times));
        chart.figure(id);
    }

    private void figure(String id) {
        List<Strip> strips = FATES.stream().filter(s -> s.total(bins) > 0).toList();
        html.open("figure").newline();
        html.open(
                "div",
                "class",
                "wide",
                "tabindex",
                "0",
                "role",
                "region",
                "aria-label",
                "Chart by " + bins.unit());
        svg(id, strips);
        html.end("div");
        String none =
                String.join(
                        " or ",
                        FATES.stream()
                                .filter(s -> s.total(bins) == 0)
                                .map(s -> s.name().toLowerCase(Locale.ROOT))
                                .toList());
        html.put(
                        "figcaption",
                        "One bar is one "
                                + bins.unit()
                                + ". Recipients share one scale."
                                + (none.isEmpty() ? "" : " Nothing was " + none + "."))
                .newline();
        table();
        html.end("figure");
    }

    private void svg(String id, List<Strip> strips) {
        int height = TOP + (strips.size() + 1) * (STRIP + APART) - APART + FOOT;
        html.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + height,
                "role",
                "img",
                "aria-labelledby",
                id + "-title " + id + "-desc");
        html.put(
                "title",
                "What was accepted and what became of it, by " + bins.unit(),
                "id",
                id + "-title");
        html.put("desc", description(strips), "id", id + "-desc");
        days(height);
        strip(ACCEPTED, TOP, nice(ACCEPTED.most(bins)));
        long scale = nice(strips.stream().mapToLong(s -> s.most(bins)).max().orElse(0));
        for (int i = 0; i < strips.size(); i++) {
            strip(strips.get(i), TOP + (i + 1) * (STRIP + APART), scale);
        }
        axis(height - FOOT);
        html.close("svg");
    }

    private String description(List<Strip> strips) {
        StringBuilder text = new StringBuilder();
        text.append(Numbers.of(ACCEPTED.total(bins), "message")).append(" accepted");
        strips.forEach(
                s ->
                        text.append("; ")
                                .append(Numbers.of(s.total(bins), s.thing()))
                                .append(' ')
                                .append(s.name().toLowerCase(Locale.ROOT)));
        return text + ". The numbers are in the table below.";
    }

    private void strip(Strip strip, int top, long scale) {
        int floor = top + STRIP;
        line("grid", LEFT, top, left(bins.bars().size()), top);
        line("base", LEFT, floor, left(bins.bars().size()), floor);
        label("number", "end", LEFT - 8, top + 4, Numbers.of(scale));
        label("number", "end", LEFT - 8, floor + 4, "0");
        label(
                "name",
                "start",
                LEFT,
                top - 7,
                strip.name() + ": " + Numbers.of(strip.total(bins), strip.thing()));
        for (int i = 0; i < bins.bars().size(); i++) {
            bar(strip, i, floor, scale);
        }
    }

    private void bar(Strip strip, int i, int floor, long scale) {
        long n = strip.of().applyAsLong(bins.bars().get(i));
        if (n == 0) {
            return;
        }
        double height = Math.max(1.5, (double) n * STRIP / scale);
        html.open(
                "rect",
                "class",
                strip.style(),
                "x",
                px(left(i) + pitch * 0.1),
                "y",
                px(floor - height),
                "width",
                px(pitch * 0.8),
                "height",
                px(height));
        html.put(
                "title",
                times.minute(bins.bars().get(i).at()) + ": " + Numbers.of(n, strip.thing()));
        html.close("rect");
    }

    /** A hair line where a day begins, as long as days are wide enough to tell apart. */
    private void days(int height) {
        if (bins.step() <= 6) {
            for (int i = 1; i < bins.bars().size(); i++) {
                if (beginsDay(i)) {
                    line("day", left(i), TOP, left(i), height - FOOT);
                }
            }
        }
    }

    private boolean beginsDay(int i) {
        return !times.day(bins.bars().get(i - 1).at()).equals(times.day(bins.bars().get(i).at()));
    }

    /** Hours of the clock, and the day where it is a new one; days alone when a bar is one. */
    private void axis(int floor) {
        int every = Math.ceilDiv(bins.bars().size(), LABELS);
        String day = "";
        for (int i = 0; i < bins.bars().size(); i += every) {
            Instant at = bins.bars().get(i).at();
            line("base", left(i), floor, left(i), floor + 4);
            boolean same = times.day(at).equals(day);
            day = times.day(at);
            String text = bins.step() >= 24 ? day : same ? times.clock(at) : times.minute(at);
            label("number", "start", left(i), floor + 18, text);
        }
    }

    private double left(int i) {
        return LEFT + pitch * i;
    }

    private void line(String style, double x1, double y1, double x2, double y2) {
        html.open("line", "class", style, "x1", px(x1), "y1", px(y1), "x2", px(x2), "y2", px(y2))
                .close("line");
    }

    private void label(String style, String anchor, double x, double y, String text) {
        html.put("text", text, "class", style, "text-anchor", anchor, "x", px(x), "y", px(y));
    }

    private void table() {
        html.open("details").put("summary", "The numbers of this chart").newline();
        html.open(
                "div",
                "class",
                "wide",
                "tabindex",
                "0",
                "role",
                "region",
                "aria-label",
                "Numbers by " + bins.unit());
        html.open("table").open("thead").open("tr");
        html.put("th", "From", "scope", "col");
        html.put("th", "Accepted", "scope", "col", "class", "n");
        FATES.forEach(s -> html.put("th", s.name(), "scope", "col", "class", "n"));
        html.close("tr").close("thead").open("tbody").newline();
        bins.bars().stream().filter(Chart::isBusy).forEach(this::row);
        html.close("tbody").close("table").close("div").end("details");
    }

    private static boolean isBusy(Hour bar) {
        return bar.accepted() + bar.delivered() + bar.deferred() + bar.bounced() > 0;
    }

    private void row(Hour bar) {
        html.open("tr").put("th", times.minute(bar.at()), "scope", "row");
        html.put("td", Numbers.of(bar.accepted()), "class", "n");
        FATES.forEach(s -> html.put("td", Numbers.of(s.of().applyAsLong(bar)), "class", "n"));
        html.end("tr");
    }

    /** The next number above that people count in: 1, 2 or 5 and zeros. */
    static long nice(long most) {
        long unit = 1;
        while (unit * 10 < most && unit < Long.MAX_VALUE / 100) {
            unit *= 10;
        }
        for (long times : new long[] {1, 2, 5, 10}) {
            if (unit * times >= most) {
                return unit * times;
            }
        }
        return most;
    }

    /** One decimal, with a point in every locale. */
    private static String px(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }
}
