// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.mail.QueuedMessage;
import argine.server.Holds;
import argine.store.Act;
import argine.store.Journal;
import argine.store.Store;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The holding of messages under one receipt: announced in the journal, held, looked at.
 *
 * <p>Messages may be brought in several times, for while a server works on its queue, more that
 * were chosen come to light. The journal is begun with the first message.
 */
public final class Holding implements Closeable {
    private final Holds holds;
    private final Store store;
    private final Clock clock;
    private final Watcher watcher;
    private final String reason;
    private final Tally tally = new Tally();
    private Optional<Journal> journal = Optional.empty();
    private int next = 1;

    Holding(
            Holds holds,
            Store store,
            Clock clock,
            Watcher watcher,
            String reason,
            Optional<Ledger> goneOnWith)
            throws IOException {
        this.holds = holds;
        this.store = store;
        this.clock = clock;
        this.watcher = watcher;
        this.reason = reason;
        if (goneOnWith.isPresent()) {
            journal = Optional.of(store.reopen(goneOnWith.get().receipt()));
            next = goneOnWith.get().nextNumber();
        }
    }

    /**
     * Holds messages that were read from the queue no earlier than {@code since}.
     *
     * @return how many of them are held now
     */
    public long hold(List<QueuedMessage> messages, Instant since) throws IOException {
        long held = 0;
        for (int from = 0; from < messages.size(); from += Steps.BATCH) {
            if (watcher.stop()) {
                tally.stop();
                break;
            }
            int to = Math.min(messages.size(), from + Steps.BATCH);
            held += batch(messages.subList(from, to), since);
            watcher.progress("held", to, messages.size());
        }
        return held;
    }

    private long batch(List<QueuedMessage> messages, Instant since) throws IOException {
        Journal to = journal();
        List<Holds.Answer> slips = holds.slips(messages, since, to.receipt().text());
        List<Message> announced = new ArrayList<>(messages.size());
        for (int i = 0; i < slips.size(); i++) {
            Holds.Answer answer = slips.get(i);
            if (answer.outcome() == Holds.Outcome.DONE) {
                Act plan =
                        Acts.plan(
                                next++, answer.slip(), messages.get(i).envelope(), clock.instant());
                to.append(plan);
                announced.add(Acts.planned(plan).orElseThrow());
            } else {
                tally.count(answer);
            }
        }
        return announced.isEmpty() ? 0 : new Steps(to, clock, tally).take(announced, Acts.HELD, holds::hold);
    }

    private Journal journal() throws IOException {
        if (journal.isEmpty()) {
            Instant now = clock.instant();
            Journal begun = store.begin(now.atZone(clock.getZone()).toLocalDate());
            journal = Optional.of(begun);
            begun.append(Acts.begin(holds, reason, now));
        }
        return journal.get();
    }

    /** What came of it all; unless it was stopped, the receipt is finished with that. */
    public Receipt receipt() throws IOException {
        if (journal.isPresent()) {
            if (!tally.isStopped()) {
                journal.get().append(new Act(Acts.END, clock.instant()));
            }
            journal.get().sync();
        }
        return tally.receipt(journal.map(Journal::receipt));
    }

    @Override
    public void close() throws IOException {
        if (journal.isPresent()) {
            journal.get().close();
        }
    }
}
