// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Has the doors of stopped accounts shut, one after the other: containing lets nobody else in
 * meanwhile.
 *
 * <p>An account whose door cannot be shut is tried again later, and keeps no other waiting until
 * then.
 */
final class Endings implements AutoCloseable {
    static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5));
    private static final long GRACE = 15;

    private final ExecutorService line =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("argine-ending").factory());
    private final ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Duration> pauses;
    private final Runnable brokenOff;

    /**
     * With one pause between each try and the next.
     *
     * @param brokenOff told at the end where a try lasts too long
     */
    Endings(List<Duration> pauses, Runnable brokenOff) {
        this.pauses = pauses;
        this.brokenOff = brokenOff;
    }

    /** What is tried for one account, who is told how it came out at last, and how often it was. */
    private record Task(Supplier<Ending.Ended> once, Consumer<Ending.Ended> over, int tries) {
        Task again() {
            return new Task(once, over, tries + 1);
        }
    }

    /** Tries until nothing is left to do, and tells then; or tells at the end that there is. */
    void add(Supplier<Ending.Ended> once, Consumer<Ending.Ended> over) {
        Task task = new Task(once, over, 0);
        line.execute(() -> look(task));
    }

    private void look(Task task) {
        Ending.Ended ended = task.once.get();
        if (ended.shut() || task.tries == pauses.size()) {
            task.over.accept(ended);
            return;
        }
        try {
            waiting.execute(() -> later(task, ended));
        } catch (RejectedExecutionException _) {
            task.over.accept(ended);
        }
    }

    private void later(Task task, Ending.Ended ended) {
        try {
            if (!closing.await(pauses.get(task.tries).toMillis(), TimeUnit.MILLISECONDS)) {
                line.execute(() -> look(task.again()));
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException _) { // it ends this very moment
        }
        task.over.accept(ended);
    }

    /** Waits for what is being done, and tries nothing again. */
    @Override
    public void close() {
        closing.countDown();
        line.shutdown();
        try {
            boolean done = line.awaitTermination(GRACE, TimeUnit.SECONDS);
            waiting.shutdown();
            if (!done || !waiting.awaitTermination(GRACE, TimeUnit.SECONDS)) {
                brokenOff.run();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
