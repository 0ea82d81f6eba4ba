// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The most that was ever within a rolling window, in the parts in which the guard counts: at most a
 * sixtieth too much, never too little.
 */
final class Peak {
    private static final int PARTS = 60;

    private final long part;
    private final long[] ring = new long[PARTS + 1];
    private long newest = Long.MIN_VALUE;
    private long sum;
    private long most;

    Peak(Duration window) {
        part = Math.max(1, window.toMillis() / PARTS);
    }

    /** Adds something; what comes out of order counts as if it had come with the newest. */
    void add(Instant at, long amount) {
        long index = Math.floorDiv(ChronoUnit.MILLIS.between(Instant.EPOCH, at), part);
        if (newest == Long.MIN_VALUE || index - newest > PARTS) {
            Arrays.fill(ring, 0);
            sum = 0;
            newest = index;
        }
        for (; newest < index; newest++) {
            int next = slot(newest + 1);
            sum -= ring[next];
            ring[next] = 0;
        }
        ring[slot(newest)] += amount;
        sum += amount;
        most = Math.max(most, sum);
    }

    private int slot(long index) {
        return Math.floorMod(index, PARTS + 1);
    }

    long most() {
        return most;
    }
}
