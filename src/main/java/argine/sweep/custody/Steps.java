// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.server.Holds;
import argine.server.Holds.Slip;
import argine.store.Journal;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Messages taken from one state to the next, batch by batch: announced on the disk, done, answered.
 *
 * <p>The order is the whole safety: whatever is interrupted in between was announced, and is looked
 * for by the next run. While two batches are being done, mostly by another program, the next one is
 * announced. The journal is written by one thread at a time, the caller's.
 */
final class Steps implements AutoCloseable {
    /** So many messages are announced together: the disk is waited for once. */
    static final int BATCH = 2000;

    private static final int SIDE_BY_SIDE = 2;

    private final Journal journal;
    private final Clock clock;
    private final Tally tally;
    private final Deque<Running> running = new ArrayDeque<>();

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
     * Begins to do it to messages that were announced, beside whatever the caller does next. Two
     * batches are being done at most; the elder is answered before a third one begins.
     */
    void take(List<Message> batch, String doneWord, Deed deed) throws IOException {
        journal.sync();
        if (running.size() == SIDE_BY_SIDE) {
            finishEldest();
        }
        running.add(Running.start(batch, doneWord, deed));
    }

    /** Waits for what was begun, and writes down what came of it. */
    void finish() throws IOException {
        while (!running.isEmpty()) {
            finishEldest();
        }
    }

    private void finishEldest() throws IOException {
        Running eldest = running.element();
        List<Holds.Answer> answers = eldest.work().result();
        running.remove();
        answer(eldest, answers);
    }

    /** Messages in a row of which the same came share a line. */
    private void answer(Running finished, List<Holds.Answer> answers) throws IOException {
        Instant now = clock.instant();
        List<Message> batch = finished.batch();
        int first = 0;
        for (int i = 0; i < answers.size(); i++) {
            Holds.Outcome outcome = answers.get(i).outcome();
            tally.count(answers.get(i));
            if (i + 1 == answers.size()
                    || answers.get(i + 1).outcome() != outcome
                    || batch.get(i + 1).number() != batch.get(i).number() + 1) {
                journal.append(
                        Acts.about(finished.word(outcome), batch.get(first), batch.get(i), now));
                first = i + 1;
            }
        }
    }

    /** Waits for what was begun, whatever it was; for the way out. */
    @Override
    public void close() {
        running.forEach(batch -> batch.work().join());
    }

    /** A batch that is being done. */
    private record Running(List<Message> batch, String doneWord, Beside<List<Holds.Answer>> work) {

        static Running start(List<Message> batch, String doneWord, Deed deed) {
            List<Slip> slips = batch.stream().map(Message::slip).toList();
            return new Running(batch, doneWord, Beside.start("argine-hold", () -> deed.on(slips)));
        }

        String word(Holds.Outcome outcome) {
            return switch (outcome) {
                case DONE -> doneWord;
                case GONE -> Acts.GONE;
                case LEFT -> Acts.LEFT;
            };
        }
    }
}
