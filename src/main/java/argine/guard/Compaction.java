// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shortens the log of what was counted, beside everything else.
 *
 * <p>Of a large server that takes seconds, and whoever is to be stopped must not wait for it.
 */
final class Compaction implements AutoCloseable {
    private final Runnable work;
    private final Consumer<RuntimeException> failed;
    private @Nullable Thread thread;

    /**
     * @param failed told of a mistake of ours in the work
     */
    Compaction(Runnable work, Consumer<RuntimeException> failed) {
        this.work = work;
        this.failed = failed;
    }

    /** Begins, unless it is under way. */
    synchronized void begin() {
        if (thread == null || !thread.isAlive()) {
            thread = Thread.ofPlatform().name("argine-compact").start(this::run);
        }
    }

    private void run() {
        try {
            work.run();
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    /** Returns when nothing is under way any more. */
    @Override
    public synchronized void close() {
        Thread last = thread;
        try {
            if (last != null) {
                last.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // what is unfinished is begun anew next time
        }
    }
}
