// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.server.Holds;
import argine.store.Act;
import argine.store.Journal;
import argine.store.Store;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The holding of messages under one receipt: announced in the journal, held, looked at.
 *
 * <p>Messages may be brought in several times, for while a server works on its queue, more that
 * were chosen come to light. The journal is begun with the first message, and is written by one
 * thread after another: whoever reads the queue does not wait for the disk.
 */
public final class Holding implements Closeable {
    /** The first batches are small, so that the server's program has something to do at once. */
    static final int FIRST_BATCH = 250;

    private static final int MAX_PASSES = 5;

    private final Holds holds;
    private final Store store;
    private final Clock clock;
    private final Watcher watcher;
    private final String reason;
    private final Tally tally = new Tally();
    private Optional<Journal> journal = Optional.empty();
    private Optional<Steps> steps = Optional.empty();
    private Optional<Beside<Integer>> announcing = Optional.empty();
    private List<QueuedMessage> waiting = new ArrayList<>();
    private int batch = FIRST_BATCH;
    private long taken;
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
            use(store.reopen(goneOnWith.get().receipt()));
            next = goneOnWith.get().nextNumber();
        }
    }

    /** Hands on the messages that are to be held, from any thread, never two at once. */
    public interface Chosen {
        void each(Consumer<? super QueuedMessage> sink) throws IOException;
    }

    /** As {@link #hold(Chosen, Instant)}, for messages that are all known. */
    public long hold(List<QueuedMessage> messages, Instant since) throws IOException {
        return hold(messages::forEach, since);
    }

    /**
     * Holds messages that are read from the queue no earlier than {@code since}, the first of them
     * while others are still looked for.
     *
     * @return how many of them are held now
     * @throws BrokenOff when it ended with a receipt begun
     */
    public long hold(Chosen chosen, Instant since) throws IOException {
        try {
            return tryToHold(chosen, since);
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    /** The first batch may be about to begin the journal. */
    private IOException brokenOff(IOException why) {
        announcing.ifPresent(Beside::join);
        return journal.isEmpty() ? why : new BrokenOff(why, journal.get().receipt());
    }

    private long tryToHold(Chosen chosen, Instant since) throws IOException {
        long before = tally.done();
        try {
            chosen.each(message -> take(message, since));
        } catch (Stopped _) {
            return end(before);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        endBatch(since);
        return end(before);
    }

    /** As {@link #holdAll(Chosen, Instant)}, where nothing is chosen yet. */
    public void holdAll(Chosen chosen) throws IOException {
        holdAll(chosen, clock.instant());
    }

    /**
     * Holds what is chosen, and chooses anew until nothing more has come to light; a server at work
     * is looked at twice at least. What it moves from folder to folder meanwhile may be missed once
     * or seen twice: a message is tried once, and again only if it seemed gone.
     *
     * <p>{@code since} is a time before the first are chosen, which may have been before this began
     */
    public void holdAll(Chosen chosen, Instant since) throws IOException {
        Set<Known> tried = new HashSet<>();
        Chosen untried =
                sink ->
                        chosen.each(
                                one -> {
                                    if (tried.add(Known.of(one)) || tally.isBack(one.queueId())) {
                                        sink.accept(one);
                                    }
                                });
        int passes = holds.isAtWork() ? MAX_PASSES : 1;
        for (int pass = 0; pass < passes && !watcher.stop(); pass++) {
            long held = hold(untried, pass == 0 ? since : clock.instant());
            if (held == 0 && pass > 0) {
                return;
            }
        }
    }

    /** A message, in whatever folder it is by now; an ID alone may come again. */
    private record Known(QueueId id, Instant arrival, String name) {
        static Known of(QueuedMessage message) {
            String file = message.file();
            return new Known(
                    message.queueId(),
                    message.arrival(),
                    file.substring(file.lastIndexOf('/') + 1));
        }
    }

    private long end(long before) throws IOException {
        finishAnnouncing();
        if (steps.isPresent()) {
            steps.get().finish();
        }
        return tally.done() - before;
    }

    /** Ends the reading of the queue. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Whoever reads the queue waits here while enough is under way. */
    private void take(QueuedMessage message, Instant since) {
        if (watcher.stop()) {
            tally.stop();
            throw new Stopped();
        }
        waiting.add(message);
        if (waiting.size() >= batch) {
            try {
                endBatch(since);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Has a batch announced and held while the next one is read, once the one before is. */
    private void endBatch(Instant since) throws IOException {
        if (!waiting.isEmpty()) {
            List<QueuedMessage> whole = waiting;
            waiting = new ArrayList<>();
            finishAnnouncing();
            announcing = Optional.of(Beside.start("argine-announce", () -> batch(whole, since)));
            taken += whole.size();
            batch = Math.min(Steps.BATCH, 2 * batch);
            watcher.progress("held", tally.done(), taken);
        }
    }

    private void finishAnnouncing() throws IOException {
        if (announcing.isPresent()) {
            announcing.get().result();
        }
    }

    /** Returns how many were announced. */
    private int batch(List<QueuedMessage> messages, Instant since) throws IOException {
        Journal to = journal();
        Instant now = clock.instant();
        List<Holds.Answer> slips = holds.slips(messages, since, to.receipt().text());
        List<Message> announced = new ArrayList<>(messages.size());
        for (int i = 0; i < slips.size(); i++) {
            Holds.Answer answer = slips.get(i);
            if (answer.outcome() == Holds.Outcome.DONE) {
                QueuedMessage.Envelope envelope = messages.get(i).envelope();
                to.append(Acts.plan(next, answer.slip(), envelope, now));
                announced.add(Message.planned(next++, answer.slip(), envelope, now));
            } else {
                tally.count(answer);
            }
        }
        if (!announced.isEmpty()) {
            steps.orElseThrow().take(announced, Acts.HELD, holds::hold);
        }
        return announced.size();
    }

    private Journal journal() throws IOException {
        if (journal.isEmpty()) {
            Instant now = clock.instant();
            Journal begun = store.begin(now.atZone(clock.getZone()).toLocalDate());
            use(begun);
            begun.append(Acts.begin(holds, reason, now));
        }
        return journal.get();
    }

    private void use(Journal opened) {
        journal = Optional.of(opened);
        steps = Optional.of(new Steps(opened, clock, tally));
    }

    /** What came of it all; unless it was stopped, the receipt is finished with that. */
    public Receipt receipt() throws IOException {
        try {
            end();
        } catch (IOException e) {
            throw brokenOff(e);
        }
        return tally.receipt(journal.map(Journal::receipt));
    }

    private void end() throws IOException {
        if (journal.isPresent()) {
            if (!tally.isStopped()) {
                journal.get().append(new Act(Acts.END, clock.instant()));
            }
            journal.get().sync();
        }
    }

    @Override
    public void close() throws IOException {
        announcing.ifPresent(Beside::join);
        steps.ifPresent(Steps::close);
        if (journal.isPresent()) {
            journal.get().close();
        }
    }
}
