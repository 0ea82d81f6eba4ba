// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether a long command has been asked to come to an end: by Ctrl-C, by the system, or because its
 * time is over. The process then waits until what was done is printed and kept.
 */
public final class Stop implements AutoCloseable {
    private static final int PATIENCE = 30;

    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final long began = System.nanoTime();
    private final long limit;
    private final Thread atExit;
    private volatile boolean asked;

    private Stop(long limit) {
        this.limit = limit;
        this.atExit = new Thread(this::askAndWait, "argine-stop");
    }

    public static Stop after(Optional<Duration> time) {
        Stop stop = new Stop(time.map(TimeUnit.NANOSECONDS::convert).orElse(Long.MAX_VALUE));
        Runtime.getRuntime().addShutdownHook(stop.atExit);
        return stop;
    }

    private void askAndWait() {
        asked = true;
        wanted.countDown();
        try {
            ended.await(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isAsked() {
        return asked || System.nanoTime() - began >= limit;
    }

    /** Waits until it is asked by Ctrl-C or by the system. */
    public void await() {
        try {
            wanted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for so long, or until it is asked. */
    public void pause(Duration time) {
        long left = Math.max(0, limit - (System.nanoTime() - began));
        long wait = Math.min(left, TimeUnit.NANOSECONDS.convert(time));
        try {
            wanted.await(wait, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            asked = true;
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        if (!asked) {
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }
}
