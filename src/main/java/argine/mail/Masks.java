// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import java.util.Locale;
import java.util.Set;

/**
 * Knows logins that somebody blacked out before the log was handed on.
 *
 * <p>All of them look alike, so what they did must not be added up as if one person had done it.
 */
public final class Masks {
    private static final Set<String> WORDS =
            Set.of(
                    "redacted",
                    "hidden",
                    "masked",
                    "removed",
                    "anonymized",
                    "anonymised",
                    "censored");

    private static final int LONGEST = 10;

    private Masks() {}

    /** Two asterisks in a row, nothing but {@code x}, or a word such as {@code <redacted>}. */
    public static boolean isMasked(String login) {
        if (login.contains("**")) {
            return true;
        }
        int from = 0;
        int to = login.length();
        while (from < to && isBracket(login.charAt(from))) {
            from++;
        }
        while (to > from && isBracket(login.charAt(to - 1))) {
            to--;
        }
        return isOnlyX(login, from, to)
                || to - from <= LONGEST
                        && WORDS.contains(login.substring(from, to).toLowerCase(Locale.ROOT));
    }

    private static boolean isBracket(char c) {
        return "<>[]()".indexOf(c) >= 0;
    }

    private static boolean isOnlyX(String login, int from, int to) {
        for (int i = from; i < to; i++) {
            if (login.charAt(i) != 'x' && login.charAt(i) != 'X') {
                return false;
            }
        }
        return to - from >= 3;
    }
}
