// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import java.time.Duration;
import java.time.Instant;

/**
 * When to look again: at once, but nine times as long as the last look took is rested, so that no
 * more than a tenth of the time is spent looking; never longer than two seconds.
 */
final class Pace {
    private static final int REST = 9;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private Instant ended = Instant.MIN;
    private Duration rest = Duration.ZERO;

    /** Whether it is time; it is too when the clock was set back. */
    boolean isDue(Instant now) {
        return now.isBefore(ended) || !now.isBefore(ended.plus(rest));
    }

    /** Keeps how long a look took. */
    void looked(Instant from, Instant to) {
        Duration wanted = Duration.between(from, to).multipliedBy(REST);
        rest = wanted.isNegative() ? Duration.ZERO : wanted;
        rest = rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
        ended = to;
    }
}
