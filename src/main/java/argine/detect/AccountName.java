// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name under which an account is known: its login in lower case.
 *
 * <p>Some logs hide it, as {@code ***} or {@code <redacted>}. Then all there is to say is that
 * somebody logged in; many people may stand behind one mask, so nothing is said of habits.
 */
final class AccountName {
    /** Whom the log does not name; in capitals, as no account is. */
    static final String UNKNOWN = "UNKNOWN";

    private static final Pattern MASK =
            Pattern.compile(
                    "[*.\u2022#?-]*[*\u2022#?]{2,}[*.\u2022#?-]*|x{3,}"
                            + "|[<\\[({]?(redacted|hidden|masked|anonymi[sz]ed)[>\\])}]?");
    private static final int LONGEST_MASK = 64;

    private AccountName() {}

    static String of(String login) {
        String name = login.toLowerCase(Locale.ROOT);
        return isMask(name) ? UNKNOWN : name;
    }

    private static boolean isMask(String name) {
        int at = name.lastIndexOf('@');
        String local = at < 0 ? name : name.substring(0, at);
        return local.length() <= LONGEST_MASK && MASK.matcher(local).matches();
    }
}
