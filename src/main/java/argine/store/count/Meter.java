// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import java.time.Duration;

/**
 * What is counted over which time: a ring of sub-windows, of which only those in use are kept.
 *
 * <p>The window is cut into {@value #SLOTS} parts. The sum takes the part in which the window
 * begins as a whole, so it never says less than was counted in the window, and more by one part at
 * most. The most that is allowed is not part of a meter: a limit may be changed, and what was
 * counted stays.
 *
 * @param id of the limit; with the same id counting goes on
 */
public record Meter(String id, Kind kind, Duration window) {
    /** Into how many parts a window is cut. */
    public static final int SLOTS = 60;

    /** How a number comes about. */
    public enum Kind {
        /** Amounts are added up. */
        SUM,
        /** Different elements within the window. */
        DISTINCT,
        /** Elements that the subject never had before. */
        FIRST
    }

    public Meter {
        if (window.compareTo(Duration.ofMinutes(1)) < 0
                || window.compareTo(Duration.ofDays(60)) > 0) {
            throw new IllegalArgumentException("a window has 1 minute to 60 days: " + window);
        }
    }

    /** The number of the part of time in which a moment lies. */
    int slot(long millis) {
        return (int) (millis / width() % Cell.SLOT_NUMBERS);
    }

    private long width() {
        return (window.toMillis() + SLOTS - 1) / SLOTS;
    }
}
