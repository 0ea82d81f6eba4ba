// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import java.util.Locale;

/** How far a part of the guard goes that can be switched on. */
public enum Stance {
    OFF,
    /** It counts and tells, and refuses nothing. */
    WATCH,
    ENFORCE;

    /** As it is written in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isOff() {
        return this == OFF;
    }
}
