// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import argine.store.Clocks;
import java.time.Duration;

/**
 * The counters' own time: milliseconds that go on from one run to the next, and never back.
 *
 * <p>Between two runs the wall clock says how much has gone by. It may have been set meanwhile: a
 * step back counts as nothing, and so does one of more than a day forward, which would empty every
 * counter at once. The price of a real absence of more than a day is that what was counted before
 * it stays counted for one window more.
 */
final class RunningTime {
    static final long LONGEST_ABSENCE = Duration.ofDays(1).toMillis();

    /** So that a slot of a window that began before the first run has a number. */
    private static final long BEGINNING = Duration.ofDays(400).toMillis();

    private final Clocks clocks;
    private final long startNanos;
    private final long start;
    private final boolean jumped;

    private RunningTime(Clocks clocks, long start, boolean jumped) {
        this.clocks = clocks;
        this.startNanos = clocks.nanos().getAsLong();
        this.start = start;
        this.jumped = jumped;
    }

    static RunningTime first(Clocks clocks) {
        return new RunningTime(clocks, BEGINNING, false);
    }

    /** Goes on from a time that was saved together with what the wall clock said then. */
    static RunningTime after(Clocks clocks, long saved, long savedWall) {
        long gone = clocks.wall().millis() - savedWall;
        boolean jumped = gone < 0 || gone > LONGEST_ABSENCE;
        return new RunningTime(clocks, saved + (jumped ? 0 : gone), jumped);
    }

    long now() {
        return start + (clocks.nanos().getAsLong() - startNanos) / 1_000_000;
    }

    long wall() {
        return clocks.wall().millis();
    }

    /** Whether the wall clock was set back, or forward by more than a day, since the last run. */
    boolean jumped() {
        return jumped;
    }
}
