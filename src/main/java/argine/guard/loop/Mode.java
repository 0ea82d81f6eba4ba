// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import java.util.Locale;

/** How far the guard goes by itself. */
public enum Mode {
    /** It does not look. */
    OFF,
    /** It tells people. */
    ALERT,
    /** It stops the account where the evidence is enough, and tells people. */
    CONTAIN;

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
