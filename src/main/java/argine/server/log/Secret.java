// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import java.nio.charset.StandardCharsets;

/**
 * Tells lines that may hold a password from others, where no reader understood them: they are shown
 * without a letter of them.
 *
 * <p>A dialogue's line from the other side, a word of logging in, or a word that looks like base64
 * is enough. Too much hidden costs an example; too little costs a password.
 */
final class Secret {
    private static final int SHORTEST = 8;
    private static final byte[][] WORDS = {
        bytes("<<<"),
        bytes("auth"),
        bytes("pass"),
        bytes("login"),
        bytes("user "),
        bytes("secret"),
        bytes("pwd")
    };

    private Secret() {}

    private static byte[] bytes(String lower) {
        return lower.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether these bytes may hold a password. */
    static boolean mayBeIn(byte[] b, int from, int to) {
        int word = from;
        boolean only = true;
        for (int i = from; i <= to; i++) {
            if (i == to || b[i] == ' ' || b[i] == '\t') {
                only &= i == to || i == word;
                if (isEncoded(b, word, i) || only && i > word) {
                    return true;
                }
                word = i + 1;
            } else if (beginsWord(b, i, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsWord(byte[] b, int at, int to) {
        for (byte[] word : WORDS) {
            boolean same = at + word.length <= to;
            for (int i = 0; same && i < word.length; i++) {
                byte c = b[at + i];
                same = (c >= 'A' && c <= 'Z' ? c + 32 : c) == word[i];
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    /** Letters of both cases and digits without a sign, as no word of a language is written. */
    private static boolean isEncoded(byte[] b, int from, int to) {
        int end = to;
        while (end > from && b[end - 1] == '=') {
            end--;
        }
        boolean mixed = end < to;
        for (int i = from; i < end; i++) {
            boolean capital = b[i] >= 'A' && b[i] <= 'Z';
            boolean small = b[i] >= 'a' && b[i] <= 'z';
            boolean digit = b[i] >= '0' && b[i] <= '9';
            if (!capital && !small && !digit && b[i] != '+' && b[i] != '/') {
                return false;
            }
            mixed |= capital && i > from && b[i - 1] >= 'a';
        }
        return mixed && to - from >= SHORTEST;
    }
}
