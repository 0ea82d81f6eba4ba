// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard.killed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The time in which this machine and its disk ran.
 *
 * <p>A promise in seconds cannot be held by a process that does not come to run, on a machine that
 * stands still or has too much to do, nor while the disk takes nothing: such gaps count little.
 */
final class RunningTime implements AutoCloseable {
    private static final long STEP = 5;
    private static final long MOST = Duration.ofMillis(20).toNanos();

    private final CountDownLatch closed = new CountDownLatch(1);
    private final FileChannel disk;
    private volatile long passed;

    RunningTime(Path folder) throws IOException {
        disk =
                FileChannel.open(
                        folder.resolve("disk"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        Thread.ofPlatform().daemon().start(this::pass);
    }

    private void pass() {
        try (disk) {
            for (long last = System.nanoTime(); !closed.await(STEP, TimeUnit.MILLISECONDS); ) {
                disk.write(ByteBuffer.wrap(new byte[1]), 0);
                disk.force(false);
                long now = System.nanoTime();
                passed += Math.min(now - last, MOST);
                last = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            passed = Long.MAX_VALUE;
            throw new UncheckedIOException(e);
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
