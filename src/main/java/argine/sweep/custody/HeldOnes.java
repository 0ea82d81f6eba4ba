// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.store.Act;
import argine.store.Journal;
import argine.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The messages that a receipt holds, taken batch by batch through one change. */
final class HeldOnes {
    private final Store store;
    private final Clock clock;
    private final Watcher watcher;

    HeldOnes(Store store, Clock clock, Watcher watcher) {
        this.store = store;
        this.clock = clock;
        this.watcher = watcher;
    }

    /** What announces a change of one message. */
    interface Announcement {
        Act of(Message message, Instant at) throws IOException;
    }

    /** A change: how it is shown, announced, answered when done, and done. */
    record Change(String doing, Announcement announcement, String doneWord, Steps.Deed deed) {}

    Receipt each(Ledger ledger, Predicate<Message> which, Change change) throws IOException {
        List<Message> messages =
                ledger.messages().stream()
                        .filter(message -> message.state() == State.HELD && which.test(message))
                        .toList();
        Tally tally = new Tally();
        if (messages.isEmpty()) {
            return tally.receipt(Optional.empty());
        }
        try (Journal journal = store.reopen(ledger.receipt());
                Steps steps = new Steps(journal, clock, tally)) {
            for (int from = 0; from < messages.size() && !tally.isStopped(); from += Steps.BATCH) {
                if (watcher.stop()) {
                    tally.stop();
                } else {
                    int to = Math.min(messages.size(), from + Steps.BATCH);
                    batch(messages.subList(from, to), change, journal, steps);
                    watcher.progress(change.doing(), from, messages.size());
                }
            }
            steps.finish();
            journal.append(new Act(Acts.END, clock.instant()));
            journal.sync();
        }
        return tally.receipt(Optional.of(ledger.receipt()));
    }

    private void batch(List<Message> messages, Change change, Journal journal, Steps steps)
            throws IOException {
        Instant now = clock.instant();
        for (Message message : messages) {
            journal.append(change.announcement().of(message, now));
        }
        steps.take(messages, change.doneWord(), change.deed());
    }
}
