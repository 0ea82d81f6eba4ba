// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.mail.QueueId;
import argine.server.Holds;
import argine.store.Act;
import argine.store.Journal;
import argine.store.ReceiptId;
import argine.store.Store;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The right to hold, release and delete the messages of one queue; one process has it at a time.
 *
 * <p>Whoever takes it over from a run that broke off settles first what that run left open: each
 * announced message is looked for, and the journal is told where it is. Nothing is moved by that.
 */
public final class Custody implements Closeable {
    private final Holds holds;
    private final Store store;
    private final Clock clock;
    private final Watcher watcher;
    private final Locks locks;
    private final List<Ledger> unfinished = new ArrayList<>();

    private Custody(Holds holds, Store store, Clock clock, Watcher watcher, Locks locks) {
        this.holds = holds;
        this.store = store;
        this.clock = clock;
        this.watcher = watcher;
        this.locks = locks;
    }

    /** Takes the right; refused while another process has it. */
    public static Custody take(Holds holds, Store store, Clock clock, Watcher watcher)
            throws IOException {
        Locks locks = Locks.take(store, holds);
        try {
            Custody custody = new Custody(holds, store, clock, watcher, locks);
            custody.settle();
            return custody;
        } catch (IOException | RuntimeException e) {
            locks.close();
            throw e;
        }
    }

    private void settle() throws IOException {
        for (ReceiptId receipt : store.receipts()) {
            boolean ended =
                    store.last(receipt).filter(act -> act.word().equals(Acts.END)).isPresent();
            if (!ended) {
                settle(Ledger.read(store, receipt));
            }
        }
    }

    private void settle(Ledger ledger) throws IOException {
        if (!ledger.mayBeOf(holds)) {
            return;
        }
        try (Journal journal = store.reopen(ledger.receipt())) {
            for (Message message : ledger.messages()) {
                if (message.pending() != Message.Pending.NOTHING) {
                    journal.append(Acts.about(answer(message), message, clock.instant()));
                }
            }
            if (ledger.isUnfinishedSweep()) {
                unfinished.add(ledger);
            } else {
                journal.append(new Act(Acts.END, clock.instant()));
            }
            journal.sync();
        }
    }

    /** What became of a message that was announced and not answered. */
    private String answer(Message message) throws IOException {
        Holds.Whereabouts where = holds.where(message.slip());
        return switch (message.pending()) {
            case HOLD, NOTHING ->
                    switch (where) {
                        case HELD -> Acts.HELD;
                        case QUEUED -> Acts.LEFT;
                        case GONE -> Acts.GONE;
                    };
            case RELEASE -> where == Holds.Whereabouts.HELD ? Acts.LEFT : Acts.RELEASED;
            case DELETE ->
                    switch (where) {
                        case HELD -> Acts.LEFT;
                        case QUEUED -> Acts.RELEASED;
                        case GONE -> Acts.DELETED;
                    };
        };
    }

    /**
     * Begins to hold messages, or goes on with the receipt of a run that broke off while holding
     * them for the same reason.
     */
    public Holding holding(String reason) throws IOException {
        Optional<Ledger> same = Optional.empty();
        for (Ledger ledger : unfinished) {
            if (same.isEmpty() && ledger.reason().equals(reason)) {
                same = Optional.of(ledger);
            } else {
                end(ledger);
            }
        }
        unfinished.clear();
        return new Holding(holds, store, clock, watcher, reason, same);
    }

    private void end(Ledger ledger) throws IOException {
        try (Journal journal = store.reopen(ledger.receipt())) {
            journal.append(new Act(Acts.END, clock.instant()));
            journal.sync();
        }
    }

    /** Puts the messages of a receipt back into the queue. */
    public Receipt release(ReceiptId receipt, Predicate<Message> which) throws IOException {
        return new Undo(holds, store, clock, watcher).release(heldBy(receipt), which);
    }

    /** Where the copies are, one file of each message that was deleted. */
    public static Path copies(Path keep, ReceiptId receipt) {
        return Deletion.copies(keep, receipt);
    }

    /** Deletes held messages of a receipt; first copies them to {@code keep}, if there is one. */
    public Receipt delete(ReceiptId receipt, Predicate<Message> which, Optional<Path> keep)
            throws IOException {
        return new Deletion(holds, store, clock, watcher, keep).delete(heldBy(receipt), which);
    }

    private Ledger heldBy(ReceiptId receipt) throws IOException {
        Ledger ledger = Ledger.read(store, receipt);
        ledger.refuseOthers(holds);
        return ledger;
    }

    /** The newest receipt by which a message of this queue is held, as the journals tell. */
    public static Optional<ReceiptId> holderOf(QueueId id, Store store, Holds holds)
            throws IOException {
        for (ReceiptId receipt : store.receipts().reversed()) {
            Ledger ledger = Ledger.read(store, receipt);
            if (ledger.mayBeOf(holds) && ledger.messages().stream().anyMatch(m -> isHeld(m, id))) {
                return Optional.of(receipt);
            }
        }
        return Optional.empty();
    }

    private static boolean isHeld(Message message, QueueId id) {
        return message.state() == State.HELD && message.slip().queueId().equals(id);
    }

    @Override
    public void close() throws IOException {
        locks.close();
    }
}
