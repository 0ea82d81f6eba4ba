// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import java.util.Locale;
import java.util.Set;

/**
 * Knows logins that somebody blacked out before the log was handed on.
 *
 * <p>All of them look alike, so what they did must not be added up as if one person had done it.
 */
final class Masks {
    private static final Set<String> WORDS =
            Set.of(
                    "redacted",
                    "hidden",
                    "masked",
                    "removed",
                    "anonymized",
                    "anonymised",
                    "censored");

    private Masks() {}

    /** Two asterisks in a row, nothing but {@code x}, or a word such as {@code <redacted>}. */
    static boolean isMasked(String login) {
        String bare = login.toLowerCase(Locale.ROOT).replaceAll("[<>\\[\\]()]", "");
        return login.contains("**")
                || WORDS.contains(bare)
                || bare.length() >= 3 && bare.matches("x+");
    }
}
