// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Case;
import argine.investigate.Report;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A report as text, for a tired person at a terminal: the verdict first, then what proves it, then
 * what to type.
 */
public final class TextFace {
    private static final int SHAPES = 5;
    private static final int UNCLEAR = 10;
    private static final int CLEARED = 40;

    private final Sheet sheet;
    private final Times times;

    private TextFace(Sheet sheet, Times times) {
        this.sheet = sheet;
        this.times = times;
    }

    /** The report, broken to a width; colour is for terminals. */
    public static String text(Report report, boolean colour, int width, ZoneId zone) {
        Sheet sheet = new Sheet(colour, width);
        new TextFace(sheet, new Times(zone)).print(report);
        return sheet.toString();
    }

    private void print(Report report) {
        Verdict verdict = Verdict.of(report, times);
        sheet.verdict(verdict);
        sheet.gap();
        if (Verdict.hasMoreToSay(report)) {
            sheet.paragraph(report.because());
        }
        sheet.paragraph("Times are those of " + zone(report.read()) + ".");
        for (Case one : report.cases()) {
            new TextCase(sheet, times, Wording.isPart(report, one)).print(one);
        }
        new TextRefusals(sheet, times).print(report.refusedBy());
        unclear(report.unclear());
        cleared(report.cleared());
        read(report.read());
    }

    private void unclear(List<Report.Unclear> unclear) {
        if (unclear.isEmpty()) {
            return;
        }
        sheet.heading("Unclear: too little for a case, too much to clear");
        for (Report.Unclear one : unclear.subList(0, Math.min(unclear.size(), UNCLEAR))) {
            sheet.paragraph(Plain.line(one.account(), 100));
            new TextEvidence(sheet).print(one.evidence());
        }
        if (unclear.size() > UNCLEAR) {
            sheet.paragraph("and " + Numbers.of(unclear.size() - UNCLEAR) + " more");
        }
    }

    private void cleared(List<Report.Cleared> cleared) {
        if (cleared.isEmpty()) {
            return;
        }
        sheet.heading("Looked suspicious, and is not");
        for (Report.Cleared one : cleared.subList(0, Math.min(cleared.size(), CLEARED))) {
            sheet.paragraph(
                    Plain.line(one.account(), 100)
                            + " ["
                            + Plain.line(one.looksLike(), 60)
                            + "]: "
                            + one.because());
        }
        if (cleared.size() > CLEARED) {
            sheet.paragraph("and " + Numbers.of(cleared.size() - CLEARED) + " more");
        }
    }

    private void read(Report.Read read) {
        sheet.heading("What was read");
        String unread =
                Numbers.of(read.unread())
                        + " not understood ("
                        + Numbers.percent(read.unread(), read.lines())
                        + ")";
        String queue =
                read.queueMessages() > 0
                        ? "; " + Numbers.of(read.queueMessages(), "message") + " in the queue"
                        : "";
        sheet.row("Log", Numbers.of(read.lines(), "line") + ", " + unread + queue);
        sheet.row("Time covered", times.span(read.from(), read.to()));
        if (!read.recognised().isEmpty()) {
            sheet.row("Recognised", read.recognised());
        }
        read.missing().forEach(missing -> sheet.row("Missing", missing));
        sheet.row("Missing", read.blind());
        read.files().forEach(file -> file.seal().ifPresent(seal -> sealed(file, seal)));
        shapes(read.unreadShapes());
    }

    private void sealed(Report.File file, Report.Seal seal) {
        sheet.row("SHA-256", seal.sha256());
        sheet.row("", "of the first " + Numbers.of(seal.bytes(), "byte") + " of " + file.name());
    }

    private String zone(Report.Read read) {
        Instant from = read.from().or(read::to).orElse(Instant.EPOCH);
        return times.name(from, read.to().orElse(from));
    }

    private void shapes(List<Report.Shape> shapes) {
        if (shapes.isEmpty()) {
            return;
        }
        Grid grid = new Grid("rl");
        shapes.stream()
                .limit(SHAPES)
                .forEach(s -> grid.row(Numbers.of(s.count()), Plain.line(s.shape(), 300)));
        sheet.paragraph("Lines not understood, by shape:");
        sheet.grid(grid);
        if (shapes.size() > SHAPES) {
            sheet.paragraph("and " + Numbers.of(shapes.size() - SHAPES, "more shape"));
        }
    }
}
