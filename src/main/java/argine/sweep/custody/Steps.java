// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.server.Holds;
import argine.server.Holds.Slip;
import argine.store.Journal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Messages taken from one state to the next, batch by batch: announced on the disk, done, answered.
 *
 * <p>The order is the whole safety: whatever is interrupted in between was announced, and is looked
 * for by the next run. While one batch is being done, mostly by another program, the next one is
 * announced. The journal is written by the caller's thread alone.
 */
final class Steps implements AutoCloseable {
    /** So many messages are announced together: the disk is waited for once. */
    static final int BATCH = 2000;

    private final Journal journal;
    private final Clock clock;
    private final Tally tally;
    private Optional<Running> running = Optional.empty();

    Steps(Journal journal, Clock clock, Tally tally) {
        this.journal = journal;
        this.clock = clock;
        this.tally = tally;
    }

    /** What is done to the messages of a batch; answers in their order. */
    interface Deed {
        List<Holds.Answer> on(List<Slip> slips) throws IOException;
    }

    /**
     * Begins to do it to messages that were announced, beside whatever the caller does next, once
     * those before are answered. One batch is being done while the next one is announced.
     */
    void take(List<Message> batch, String doneWord, Deed deed) throws IOException {
        journal.sync();
        finish();
        running = Optional.of(Running.start(batch, doneWord, deed));
    }

    /** Waits for what was begun, and writes down what came of it. */
    void finish() throws IOException {
        if (running.isPresent()) {
            Running finished = running.get();
            running = Optional.empty();
            answer(finished, finished.answers());
        }
    }

    private void answer(Running finished, List<Holds.Answer> answers) throws IOException {
        for (int i = 0; i < answers.size(); i++) {
            Holds.Answer answer = answers.get(i);
            tally.count(answer);
            String word =
                    switch (answer.outcome()) {
                        case DONE -> finished.doneWord();
                        case GONE -> Acts.GONE;
                        case LEFT -> Acts.LEFT;
                    };
            journal.append(Acts.about(word, finished.batch().get(i), clock.instant()));
        }
    }

    /** Waits for what was begun, whatever it was; for the way out. */
    @Override
    public void close() {
        running.ifPresent(Running::join);
    }

    /** A batch that is being done on a thread of its own. */
    private record Running(
            List<Message> batch,
            String doneWord,
            Thread thread,
            FutureTask<List<Holds.Answer>> task) {

        static Running start(List<Message> batch, String doneWord, Deed deed) {
            List<Slip> slips = batch.stream().map(Message::slip).toList();
            FutureTask<List<Holds.Answer>> task = new FutureTask<>(() -> deed.on(slips));
            Thread thread = Thread.ofPlatform().name("argine-hold").start(task);
            return new Running(batch, doneWord, thread, task);
        }

        List<Holds.Answer> answers() throws IOException {
            join();
            try {
                return task.get();
            } catch (ExecutionException e) {
                throw thrown(e.getCause());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("holding was interrupted");
            }
        }

        private static IOException thrown(@Nullable Throwable cause) {
            return switch (cause) {
                case IOException io -> io;
                case RuntimeException mistake -> throw mistake;
                case Error error -> throw error;
                case null, default -> new IOException(cause);
            };
        }

        /** Until it has ended: nothing may be moved once the lock is given back. */
        void join() {
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
