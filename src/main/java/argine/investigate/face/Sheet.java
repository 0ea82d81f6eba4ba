// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import java.util.ArrayList;
import java.util.List;

/**
 * A page for a terminal: headings, rows and quotes, broken to a width, in colour if wanted.
 *
 * <p>Every text that is put on it is cleaned here, and the only escape sequences in it are its own.
 * Colour repeats what the words say already.
 */
public final class Sheet {
    private static final int NARROWEST = 40;
    private static final int LABEL = 14;
    private static final int QUOTE_ROWS = 3;
    private static final String INDENT = "  ";
    private static final String RED = "1;31";
    private static final String GREEN = "1;32";
    private static final String BOLD = "1";
    private static final String DIM = "2";

    private final StringBuilder page = new StringBuilder();
    private final boolean colour;
    private final int width;

    public Sheet(boolean colour, int width) {
        this.colour = colour;
        this.width = Math.max(width, NARROWEST);
    }

    /** The first line stays one line: it is what {@code head -1} and a subject line take. */
    public void verdict(Verdict verdict) {
        page.append(ink(verdict.wrong() ? RED : GREEN, Plain.line(verdict.word())))
                .append(Plain.line(verdict.rest()))
                .append('\n');
    }

    public void gap() {
        page.append('\n');
    }

    public void heading(String text) {
        gap();
        for (String row : broken(Plain.line(text), width)) {
            page.append(ink(BOLD, row)).append('\n');
        }
    }

    /** A label and what there is to say about it; nothing when there is nothing to say. */
    public void row(String label, String value) {
        if (!value.isBlank()) {
            String padded = label + " ".repeat(Math.max(1, LABEL - label.length()));
            hang(INDENT + padded, value, Integer.MAX_VALUE, "");
        }
    }

    public void paragraph(String text) {
        hang(INDENT, text, Integer.MAX_VALUE, "");
    }

    /** A sentence that quotes follow. */
    public void claim(String text) {
        hang(INDENT, text, Integer.MAX_VALUE, BOLD);
    }

    /** A line of a log, three rows of it at most. */
    void quote(String text) {
        hang(INDENT + INDENT + INDENT, text, QUOTE_ROWS, DIM);
    }

    /** A line that is kept whole, so that it can be copied. */
    public void command(String text) {
        page.append(INDENT).append(INDENT).append(Plain.line(text)).append('\n');
    }

    /** Rows that are cut, not broken, so that their columns stay straight. */
    public void grid(Grid grid) {
        for (String row : grid.lines()) {
            page.append(INDENT).append(Plain.line(row, width - INDENT.length())).append('\n');
        }
    }

    private void hang(String head, String text, int most, String ink) {
        String blank = " ".repeat(head.length());
        List<String> rows = broken(Plain.line(text), width - head.length());
        for (int i = 0; i < Math.min(rows.size(), most); i++) {
            boolean cut = i == most - 1 && rows.size() > most;
            String row = cut ? rows.get(i) + " " + rows.get(i + 1) : rows.get(i);
            page.append(i == 0 ? head : blank)
                    .append(ink(ink, Plain.line(row, width - head.length())))
                    .append('\n');
        }
    }

    private String ink(String code, String text) {
        return colour && !code.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
    }

    /** Breaks at spaces; a word that is longer than a row is broken where the row ends. */
    static List<String> broken(String text, int width) {
        int most = Math.max(width, 10);
        List<String> rows = new ArrayList<>();
        String rest = text.strip();
        while (rest.length() > most) {
            int space = rest.lastIndexOf(' ', most);
            int end = space > most / 3 ? space : whole(rest, most);
            rows.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        rows.add(rest);
        return rows;
    }

    private static int whole(String text, int end) {
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
