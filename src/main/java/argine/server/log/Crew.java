// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs a few jobs side by side and waits for all; what one throws is thrown on. */
public final class Crew {
    private Crew() {}

    /** Returns when all jobs are done. */
    public static void run(String name, List<? extends Runnable> jobs) {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (Runnable job : jobs) {
            threads.add(
                    Thread.ofPlatform()
                            .name("argine-" + name + "-" + threads.size())
                            .daemon()
                            .uncaughtExceptionHandler(
                                    (_, thrown) -> stopAll(thrown, failure, threads))
                            .unstarted(job));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            join(thread);
        }
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException mistake) {
            throw mistake;
        }
    }

    private static void stopAll(
            Throwable thrown, AtomicReference<@Nullable Throwable> failure, List<Thread> threads) {
        failure.compareAndSet(null, thrown);
        threads.forEach(Thread::interrupt);
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
