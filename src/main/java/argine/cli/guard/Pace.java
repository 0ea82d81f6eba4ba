// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import java.time.Duration;
import java.time.Instant;

/**
 * When to look again: nine times as long as the last look took is rested, so that no more than a
 * tenth of the time is spent looking; but as long at least, and at most, as is said.
 */
final class Pace {
    private static final int REST = 9;

    private final Duration least;
    private final Duration most;
    private Instant ended = Instant.MIN;
    private Duration rest = Duration.ZERO;

    Pace(Duration least, Duration most) {
        this.least = least;
        this.most = most;
    }

    /** Whether it is time; it is too when the clock was set back. */
    boolean isDue(Instant now) {
        return now.isBefore(ended) || !now.isBefore(ended.plus(rest));
    }

    /** Keeps how long a look took. */
    void looked(Instant from, Instant to) {
        Duration wanted = Duration.between(from, to).multipliedBy(REST);
        rest = wanted.compareTo(least) < 0 ? least : wanted;
        rest = rest.compareTo(most) > 0 ? most : rest;
        ended = to;
    }
}
