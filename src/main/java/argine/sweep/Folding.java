// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import java.text.Normalizer;

/**
 * Makes texts alike that a person reads alike: capital letters, forms of one letter, and letters of
 * other scripts that look like Latin ones.
 */
final class Folding {
    private static final char[] ASCII = new char[128];

    /**
     * Small letters of Cyrillic and Greek that are taken for Latin ones, as their capitals are; by
     * Unicode's confusables (UTS #39, section 4). Letters of which only one of the two looks Latin
     * are not among them: in a word of their own script both must stay the same.
     */
    private static final String DISGUISED =
            "\u0430\u0435\u043E\u0440\u0441\u0445\u0443\u043A"
                    + "\u0456\u0458\u0455\u04BB\u051B\u051D\u03B1\u03BF\u03B9\u03C1\u03BA\u03C7";

    private static final String PLAIN = "aeopcxyk" + "ijshqw" + "aoipkx";
    private static final char[] ALIKE = new char[0x600];

    static {
        for (char c = 0; c < 128; c++) {
            ASCII[c] = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
        }
        for (char c = 0; c < ALIKE.length; c++) {
            int at = DISGUISED.indexOf(c);
            ALIKE[c] = at < 0 ? c : PLAIN.charAt(at);
        }
    }

    private Folding() {}

    /** Without locale: a Turkish server finds INVOICE as invoice. */
    static char fold(char c) {
        return c < 128 ? ASCII[c] : alike(Character.toLowerCase(Character.toUpperCase(c)));
    }

    private static char alike(char c) {
        return c < ALIKE.length ? ALIKE[c] : c;
    }

    static void fold(char[] text, int from, int to, char[] into, int at) {
        for (int i = from, j = at; i < to; i++, j++) {
            into[j] = fold(text[i]);
        }
    }

    static String fold(String text) {
        char[] folded = new char[text.length()];
        fold(text.toCharArray(), 0, folded.length, folded, 0);
        return new String(folded);
    }

    static String ascii(String text) {
        char[] lower = text.toCharArray();
        for (int i = 0; i < lower.length; i++) {
            lower[i] = lower[i] < 128 ? ASCII[lower[i]] : lower[i];
        }
        return new String(lower);
    }

    /** Bytes with ASCII letters in lower case. */
    static void ascii(byte[] bytes, int length, byte[] into) {
        for (int i = 0; i < length; i++) {
            byte b = bytes[i];
            into[i] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
        }
    }

    /** What somebody typed, as the decoder would show it: see {@code argine.sweep.text}. */
    static String seen(String typed) {
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        StringBuilder seen = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                if (seen.isEmpty() || seen.charAt(seen.length() - 1) != ' ') {
                    seen.append(' ');
                }
            } else if (Character.getType(c) != Character.FORMAT && !Character.isISOControl(c)) {
                seen.append(c);
            }
        }
        return seen.toString();
    }
}
