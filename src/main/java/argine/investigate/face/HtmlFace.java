// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Case;
import argine.investigate.Report;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A report as one HTML file that needs nothing else: no network, no script, no second file.
 *
 * <p>It is kept with the incident, mailed and printed, so it must read the same in ten years and
 * may be opened by people whom the thief would like to reach.
 */
public final class HtmlFace {
    private static final int ROWS = 100;

    private final Html html = new Html();
    private final Times times;
    private final Tables tables;

    private HtmlFace(Times times) {
        this.times = times;
        this.tables = new Tables(html, times);
    }

    /** The report as a page, with the time at which it was made. */
    public static String html(Report report, ZoneId zone, Instant made) {
        return new HtmlFace(new Times(zone)).page(report, made);
    }

    private String page(Report report, Instant made) {
        Verdict verdict = Verdict.of(report, times);
        html.begin(verdict.line());
        html.open("body").newline();
        head(report, verdict, made);
        html.open("main").newline();
        List<Case> cases = report.cases();
        for (int i = 0; i < cases.size(); i++) {
            boolean part = Wording.isPart(report, cases.get(i));
            new HtmlCase(html, times, "case" + (i + 1), part).put(cases.get(i));
        }
        new HtmlRefusals(html, times).put(report.refusedBy());
        unclear(report.unclear());
        cleared(report.cleared());
        read(report.read());
        html.end("main");
        foot(made);
        html.end("body").end("html");
        return html.toString();
    }

    private void head(Report report, Verdict verdict, Instant made) {
        html.open("header", "class", verdict.wrong() ? "wrong" : "calm").newline();
        html.put(
                        "p",
                        "Incident report, " + times.full(made) + ", " + zone(report, made),
                        "class",
                        "kicker")
                .newline();
        html.open("h1").put("b", verdict.word()).text(verdict.rest()).end("h1");
        if (Verdict.hasMoreToSay(report)) {
            html.put("p", report.because(), "class", "lead").newline();
        }
        if (report.cases().size() > 1) {
            contents(report.cases());
        }
        html.end("header");
    }

    private String zone(Report report, Instant made) {
        return "times in "
                + times.name(report.read().from().orElse(made), report.read().to().orElse(made));
    }

    private void contents(List<Case> cases) {
        html.open("nav", "aria-label", "Cases").open("ul").newline();
        for (int i = 0; i < cases.size(); i++) {
            html.open("li")
                    .put("a", HtmlCase.name(cases.get(i)), "href", "#case" + (i + 1))
                    .end("li");
        }
        html.close("ul").end("nav");
    }

    private void unclear(List<Report.Unclear> unclear) {
        if (unclear.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "unclear").newline();
        html.put("h2", "Unclear: too little for a case, too much to clear", "id", "unclear")
                .newline();
        for (Report.Unclear one : unclear.subList(0, Math.min(unclear.size(), ROWS))) {
            html.put("h3", one.account()).newline();
            new HtmlEvidence(html).put(one.evidence());
        }
        html.more(unclear.size() - ROWS);
        html.end("section");
    }

    private void cleared(List<Report.Cleared> cleared) {
        if (cleared.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "cleared").newline();
        html.put("h2", "Looked suspicious, and is not", "id", "cleared").newline();
        tables.open("Cleared accounts", "Account", "Looks like", "Because");
        cleared.stream()
                .limit(ROWS)
                .forEach(one -> tables.row(one.account(), one.looksLike(), one.because()));
        tables.close(cleared.size() - ROWS);
        html.end("section");
    }

    private void read(Report.Read read) {
        html.open("section", "aria-labelledby", "read").newline();
        html.put("h2", "What was read", "id", "read").newline();
        html.open("dl", "class", "facts").newline();
        fact(
                "Log",
                Numbers.of(read.lines(), "line")
                        + ", "
                        + Numbers.of(read.unread())
                        + " not understood ("
                        + Numbers.percent(read.unread(), read.lines())
                        + ")");
        fact("Queue", read.queueMessages() == 0 ? "" : Numbers.of(read.queueMessages(), "message"));
        fact("Time covered", times.span(read.from(), read.to()));
        fact("Recognised", read.recognised());
        read.missing().forEach(missing -> fact("Missing", missing));
        fact("Missing", read.blind());
        html.end("dl");
        files(read.files());
        shapes(read.unreadShapes());
        html.end("section");
    }

    private void fact(String name, String value) {
        if (!value.isBlank()) {
            html.put("dt", name).put("dd", value).newline();
        }
    }

    private void files(List<Report.File> files) {
        if (!files.isEmpty()) {
            html.put("h3", "Files").newline();
            tables.open("Files of the log", "File", "Size|n", "Lines|n");
            files.stream()
                    .limit(ROWS)
                    .forEach(
                            f ->
                                    tables.row(
                                            f.name(),
                                            Numbers.bytes(f.bytes()),
                                            Numbers.of(f.lines())));
            tables.close(files.size() - ROWS);
            seals(files);
        }
    }

    private void seals(List<Report.File> files) {
        if (files.stream().noneMatch(file -> file.seal().isPresent())) {
            return;
        }
        html.put("h3", "SHA-256 of the files, as far as they went").newline();
        tables.open("Seals", "File", "Bytes|n", "SHA-256");
        for (Report.File file : files) {
            file.seal()
                    .ifPresent(
                            seal ->
                                    tables.row(
                                            file.name(), Numbers.of(seal.bytes()), seal.sha256()));
        }
        tables.close(0);
    }

    private void shapes(List<Report.Shape> shapes) {
        if (!shapes.isEmpty()) {
            html.put("h3", "Lines that were not understood").newline();
            tables.open(
                    "Lines that were not understood, by shape", "Lines|n", "Shape", "One of them");
            shapes.stream()
                    .limit(ROWS)
                    .forEach(s -> tables.row(Numbers.of(s.count()), s.shape(), s.example()));
            tables.close(shapes.size() - ROWS);
        }
    }

    private void foot(Instant made) {
        html.open("footer").text("Made by Argine on ");
        html.put("time", times.full(made), "datetime", made.toString());
        html.text(
                ". Everything in it comes from the files named above; nothing was changed on the server.");
        html.end("footer");
    }
}
