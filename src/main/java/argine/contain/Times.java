// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import java.time.Duration;

/** Short times in words. */
public final class Times {
    private static final int TENTH = 100;

    private Times() {}

    /** In seconds with one place: {@code 0.9 s}. */
    public static String words(Duration time) {
        long tenths = (time.toMillis() + TENTH / 2) / TENTH;
        return tenths / 10 + "." + tenths % 10 + " s";
    }
}
