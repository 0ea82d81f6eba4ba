// SPDX-License-Identifier: Apache-2.0
package argine.sweep.text;

import java.text.Normalizer;

/**
 * Makes of decoded characters what the eye makes of them.
 *
 * <p>One space stands for any white space, characters that show nothing are dropped (soft hyphens
 * and zero-width spaces break up words for filters only), and letters that merely look different
 * (fullwidth, mathematical, ligatures) become plain ones: Unicode's compatibility composition.
 */
final class Seen {
    private static final int SIZE = 4096;
    private static final int LONGEST_RUN = 64;

    private final View view;
    private final char[] out = new char[SIZE + 2 * LONGEST_RUN * 18];
    private final StringBuilder run = new StringBuilder(LONGEST_RUN);
    private int filled;
    private boolean space;

    Seen(View view) {
        this.view = view;
    }

    void put(char[] text, int from, int to) {
        for (int i = from; i < to; ) {
            i = run.isEmpty() ? plain(text, i, to) : i;
            if (i < to) {
                put(text[i++]);
            }
        }
    }

    /** Copies what is seen as it is, most of most texts; returns where that ends. */
    private int plain(char[] text, int from, int to) {
        int end = Math.min(to, from + SIZE - filled);
        int at = filled;
        int i = from;
        while (i < end && text[i] > ' ' && text[i] < 127) {
            out[at++] = text[i++];
        }
        space = space && i == from;
        filled = at;
        if (filled >= SIZE) {
            flush();
        }
        return i;
    }

    void put(char c) {
        if (c >= 128) {
            special(c);
            return;
        }
        if (!run.isEmpty()) {
            endRun();
        }
        if (c > ' ' && c != 127) {
            out[filled++] = c;
            space = false;
        } else if (c == ' ' || c >= '\t' && c <= '\r') {
            space();
        }
        if (filled >= SIZE) {
            flush();
        }
    }

    void space() {
        if (!run.isEmpty()) {
            endRun();
        }
        if (!space) {
            out[filled++] = ' ';
            space = true;
        }
    }

    /** Characters beyond ASCII are gathered, because several together may be one to the eye. */
    private void special(char c) {
        if (isNothing(c)) {
            return;
        }
        if (c == 0xA0 || c == 0x3000 || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            space();
            return;
        }
        if (run.isEmpty() && filled > 0 && Character.getType(c) == Character.NON_SPACING_MARK) {
            run.append(out[--filled]);
        }
        run.append(c);
        if (run.length() >= LONGEST_RUN) {
            endRun();
        }
        if (filled >= SIZE) {
            flush();
        }
    }

    private static boolean isNothing(char c) {
        return switch (c) {
            case 0x34F, 0x115F, 0x1160, 0x3164, 0xFFA0 -> true;
            default ->
                    c >= 0xFE00 && c <= 0xFE0F
                            || Character.getType(c) == Character.FORMAT
                            || Character.getType(c) == Character.CONTROL;
        };
    }

    private void endRun() {
        String plain =
                Normalizer.isNormalized(run, Normalizer.Form.NFKC)
                        ? run.toString()
                        : Normalizer.normalize(run, Normalizer.Form.NFKC);
        run.setLength(0);
        int count = Math.min(plain.length(), out.length - filled);
        plain.getChars(0, count, out, filled);
        filled += count;
        space = false;
    }

    private void flush() {
        view.seen(out, 0, filled);
        filled = 0;
    }

    /** Hands on what is left, and begins anew. */
    void end() {
        if (!run.isEmpty()) {
            endRun();
        }
        if (filled > 0) {
            flush();
        }
        view.gap();
        space = false;
    }
}
