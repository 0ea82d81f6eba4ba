// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The most that was within a rolling window, ever and on each day, in the parts in which the guard
 * counts: at most a sixtieth too much, never too little.
 */
final class Peak {
    private static final int PARTS = 60;
    private static final int FEW = 4;
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final long part;
    private final long[] ring = new long[PARTS + 1];
    private long newest = Long.MIN_VALUE;
    private long sum;
    private long most;
    private long[] days = new long[FEW];
    private int known;
    private long today = Long.MIN_VALUE;

    Peak(Duration window) {
        part = Math.max(1, window.toMillis() / PARTS);
    }

    /** Adds something; what comes out of order counts as if it had come with the newest. */
    void add(Instant at, long amount) {
        long millis = ChronoUnit.MILLIS.between(Instant.EPOCH, at);
        long index = Math.floorDiv(millis, part);
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
        today(Math.floorDiv(millis, DAY));
    }

    private void today(long day) {
        if (day > today) {
            today = day;
            if (known == days.length) {
                days = Arrays.copyOf(days, 2 * known);
            }
            days[known++] = 0;
        }
        days[known - 1] = Math.max(days[known - 1], sum);
    }

    private int slot(long index) {
        return Math.floorMod(index, PARTS + 1);
    }

    long most() {
        return most;
    }

    /** How many days had any. */
    int days() {
        return known;
    }

    /** On so many of a hundred of the days that had any, there was no more. */
    long usual(int percent) {
        long[] sorted = Arrays.copyOf(days, known);
        Arrays.sort(sorted);
        return of(sorted, percent);
    }

    /** The number that so many of a hundred do not exceed; 0 of none. */
    static long of(long[] sorted, int percent) {
        int rank = (int) (((long) sorted.length * percent + 99) / 100);
        return sorted.length == 0 ? 0 : sorted[Math.max(1, rank) - 1];
    }
}
