// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import java.text.Normalizer;

/** Makes texts alike that a person reads alike: capital letters, and forms of one letter. */
final class Folding {
    private static final char[] ASCII = new char[128];

    static {
        for (char c = 0; c < 128; c++) {
            ASCII[c] = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
        }
    }

    private Folding() {}

    /** Without locale: a Turkish server finds INVOICE as invoice. */
    static char fold(char c) {
        return c < 128 ? ASCII[c] : Character.toLowerCase(Character.toUpperCase(c));
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
