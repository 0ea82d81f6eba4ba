// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard.killed;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The time in which this machine ran.
 *
 * <p>A promise in seconds cannot be held by a process that does not come to run, on a machine that
 * stands still or has too much to do: such gaps count little.
 */
final class RunningTime implements AutoCloseable {
    private static final long STEP = 5;
    private static final long MOST = Duration.ofMillis(20).toNanos();

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long passed;

    RunningTime() {
        Thread.ofPlatform().daemon().start(this::pass);
    }

    private void pass() {
        try {
            for (long last = System.nanoTime(); !closed.await(STEP, TimeUnit.MILLISECONDS); ) {
                long now = System.nanoTime();
                passed += Math.min(now - last, MOST);
                last = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Duration passed() {
        return Duration.ofNanos(passed);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
