// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.server.Holds;
import argine.server.Slip;
import argine.store.Journal;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * One batch of messages taken from one state to the next: announced on the disk, done, answered.
 *
 * <p>The order is the whole safety: whatever is interrupted in between was announced, and is looked
 * for by the next run.
 */
final class Steps {
    /** So many messages are announced together: the disk is waited for once. */
    static final int BATCH = 1000;

    private final Journal journal;
    private final Clock clock;
    private final Tally tally;

    Steps(Journal journal, Clock clock, Tally tally) {
        this.journal = journal;
        this.clock = clock;
        this.tally = tally;
    }

    /** What is done to the messages of a batch; answers in their order. */
    interface Deed {
        List<Holds.Answer> on(List<Slip> slips) throws IOException;
    }

    /** Does it to messages that were announced; returns to how many it was done. */
    long take(List<Message> batch, String doneWord, Deed deed) throws IOException {
        journal.sync();
        List<Holds.Answer> answers = deed.on(batch.stream().map(Message::slip).toList());
        long done = 0;
        for (int i = 0; i < answers.size(); i++) {
            Holds.Answer answer = answers.get(i);
            tally.count(answer);
            done += answer.outcome() == Holds.Outcome.DONE ? 1 : 0;
            String word =
                    switch (answer.outcome()) {
                        case DONE -> doneWord;
                        case GONE -> Acts.GONE;
                        case LEFT -> Acts.LEFT;
                    };
            journal.append(Acts.about(word, batch.get(i), clock.instant()));
        }
        return done;
    }
}
