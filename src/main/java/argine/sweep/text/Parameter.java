// SPDX-License-Identifier: Apache-2.0
package argine.sweep.text;

import java.util.Arrays;

/**
 * A parameter of a header field, whole or in pieces, as it is or encoded: {@code boundary=x},
 * {@code boundary*0=x}, {@code boundary*=utf-8''x}, by RFC 2231.
 *
 * <p>Of a parameter that is written in several ways the plain one counts, then the one in pieces.
 */
final class Parameter {
    private static final int LONGEST = 998;
    private static final int MOST_PIECES = 100;

    private final String field;
    private String plain = "";
    private String encoded = "";
    private final String[] pieces = new String[MOST_PIECES];

    private Parameter(String field) {
        this.field = field;
        Arrays.fill(pieces, "");
    }

    /** The value of a parameter, or nothing; capital letters in its name count as small ones. */
    static String of(String field, String name) {
        return new Parameter(field).find(name);
    }

    private String find(String name) {
        int at = field.indexOf(';');
        while (at >= 0) {
            int from = behindSpace(at + 1);
            if (field.regionMatches(/* ignoreCase= */ true, from, name, 0, name.length())) {
                take(from + name.length());
            }
            at = field.indexOf(';', from);
        }
        if (!plain.isEmpty()) {
            return plain;
        }
        String whole = whole();
        return whole.isEmpty() ? encoded : whole;
    }

    private int behindSpace(int at) {
        int from = at;
        while (from < field.length() && field.charAt(from) <= ' ') {
            from++;
        }
        return from;
    }

    /** Takes what stands behind the name; of two of a kind the first counts. */
    private void take(int at) {
        int mark = behindSpace(at);
        int number = -1;
        boolean coded = false;
        if (is('*', mark)) {
            int end = mark + 1;
            while (end < field.length() && end <= mark + 2 && isDigit(field.charAt(end))) {
                end++;
            }
            number = end == mark + 1 ? -1 : Integer.parseInt(field, mark + 1, end, 10);
            coded = number < 0 || is('*', end);
            mark = behindSpace(number >= 0 && coded ? end + 1 : end);
        }
        if (!is('=', mark)) {
            return;
        }
        if (number >= 0) {
            pieces[number] = pieces[number].isEmpty() ? piece(mark, coded, number) : pieces[number];
        } else if (coded) {
            encoded = encoded.isEmpty() ? piece(mark, true, 0) : encoded;
        } else {
            plain = plain.isEmpty() ? value(mark + 1) : plain;
        }
    }

    private boolean is(char c, int at) {
        return at < field.length() && field.charAt(at) == c;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private String whole() {
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < MOST_PIECES && !pieces[i].isEmpty(); i++) {
            whole.append(pieces[i]);
        }
        return whole.substring(0, Math.min(LONGEST, whole.length()));
    }

    /** The first piece of an encoded value names character set and language before its text. */
    private String piece(int equals, boolean coded, int number) {
        String value = value(equals + 1);
        if (!coded) {
            return value;
        }
        int language = number == 0 ? value.indexOf('\'') : -1;
        int text = language < 0 ? -1 : value.indexOf('\'', language + 1);
        return percentDecoded(value.substring(text + 1));
    }

    private static String percentDecoded(String value) {
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int high = c == '%' && i + 2 < value.length() ? digit(value.charAt(i + 1)) : -1;
            int low = high >= 0 ? digit(value.charAt(i + 2)) : -1;
            plain.append(low >= 0 ? (char) (high << 4 | low) : c);
            i += low >= 0 ? 2 : 0;
        }
        return plain.toString();
    }

    private static int digit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private String value(int at) {
        int from = behindSpace(at);
        boolean quoted = is('"', from);
        int end = quoted ? ++from : from;
        while (end < field.length()
                && (quoted ? field.charAt(end) != '"' : ";, \t".indexOf(field.charAt(end)) < 0)) {
            end++;
        }
        return field.substring(from, Math.min(end, from + LONGEST));
    }
}
