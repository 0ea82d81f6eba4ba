// SPDX-License-Identifier: Apache-2.0
package argine.guard.dns;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Questions that are asked beside all other work: a few at once, and so many may wait.
 *
 * <p>Strangers choose of what there is something to ask; beyond the bounds nothing is begun. What
 * was begun is not broken off at the end, but nobody is told of it any more.
 */
public final class Inquiries<K> implements AutoCloseable {
    public static final int MOST_AT_ONCE = 8;
    public static final int MOST_PENDING = 1000;

    private final Consumer<K> work;
    private final Executor threads;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Set<K> pending = new HashSet<>();
    private final Object handingOver = new Object();
    private volatile boolean closed;

    /**
     * @param work asks, and remembers the answer; it may take its time
     * @param threads one for each question
     */
    public Inquiries(Consumer<K> work, Executor threads) {
        this.work = work;
        this.threads = threads;
    }

    /** Threads that cost nothing while they wait. */
    public static Executor threads(String name) {
        return task -> Thread.ofVirtual().name(name).start(task);
    }

    /** Begins with a question, unless it is asked already or there are too many. */
    public void begin(K question) {
        synchronized (pending) {
            if (closed || pending.size() >= MOST_PENDING || !pending.add(question)) {
                return;
            }
        }
        threads.execute(() -> ask(question));
    }

    private void ask(K question) {
        places.acquireUninterruptibly();
        try {
            if (!closed) {
                work.accept(question);
            }
        } finally {
            places.release();
            synchronized (pending) {
                pending.remove(question);
            }
        }
    }

    /** Tells somebody of an answer; nobody after the end. */
    public void handOver(Runnable news) {
        synchronized (handingOver) {
            if (!closed) {
                news.run();
            }
        }
    }

    /** From now on nothing is asked and nobody told; waits for no name server. */
    @Override
    public void close() {
        synchronized (handingOver) {
            closed = true;
        }
    }
}
