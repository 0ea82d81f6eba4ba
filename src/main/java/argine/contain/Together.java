// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.store.Journal;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * The runs of several accounts, phase by phase: the last one's door is shut before the first one's
 * is tried.
 *
 * <p>What changes a store or the queue goes one after the other, for they are the same files; what
 * waits for the server goes side by side. A run that fails drops out and says why, and the others
 * go on.
 */
final class Together implements Closeable {
    /** Each asks the server and ends sessions. */
    private static final int AT_ONCE = 8;

    /** Each calls every door, and the server has other callers. */
    private static final int AT_THE_DOORS = 4;

    /** One account's run and the journal that it writes. */
    record One(String account, Run run, Journal journal) {}

    /** A phase of a run. */
    interface Phase {
        void of(One one) throws IOException;
    }

    private final List<One> all = new ArrayList<>();
    private final List<One> left = Collections.synchronizedList(new ArrayList<>());
    private final List<String> troubles = Collections.synchronizedList(new ArrayList<>());

    /** Shuts its door at once. */
    void shut(One one, Optional<Ledger> brokenOff) {
        all.add(one);
        left.add(one);
        go(each -> each.run().shut(brokenOff), one);
    }

    void refuse(String account, String why) {
        troubles.add(account + ": " + why);
    }

    /** Takes all whose doors are shut by now to the end. */
    Contained go() throws IOException {
        sideBySide(AT_ONCE, one -> one.run().cut());
        inTurn(one -> one.run().renew());
        sideBySide(AT_ONCE, one -> one.run().settle());
        inTurn(one -> one.run().hold());
        SortedMap<Integer, Receipt> receipts = Collections.synchronizedSortedMap(new TreeMap<>());
        sideBySide(AT_THE_DOORS, one -> receipts.put(all.indexOf(one), one.run().prove()));
        return new Contained(List.copyOf(receipts.values()), List.copyOf(troubles));
    }

    private void inTurn(Phase phase) {
        for (One one : List.copyOf(left)) {
            go(phase, one);
        }
    }

    /** One alone needs no thread of its own. */
    private void sideBySide(int atOnce, Phase phase) throws IOException {
        List<One> these = List.copyOf(left);
        if (these.size() < 2) {
            inTurn(phase);
            return;
        }
        Semaphore places = new Semaphore(atOnce);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> tasks = new ArrayList<>();
            for (One one : these) {
                tasks.add(
                        threads.submit(
                                () -> {
                                    places.acquireUninterruptibly();
                                    try {
                                        go(phase, one);
                                    } finally {
                                        places.release();
                                    }
                                }));
            }
            for (Future<?> task : tasks) {
                await(task);
            }
        }
    }

    private void go(Phase phase, One one) {
        try {
            phase.of(one);
        } catch (IOException e) {
            left.remove(one);
            refuse(one.account(), String.valueOf(e.getMessage()));
        }
    }

    private static void await(Future<?> task) throws IOException {
        try {
            task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** What was begun stays in the journals, to be gone on with. */
    @Override
    public void close() throws IOException {
        for (One one : all) {
            one.journal().close();
        }
    }
}
