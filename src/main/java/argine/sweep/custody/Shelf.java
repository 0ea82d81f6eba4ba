// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.server.Holds;
import argine.store.ReceiptId;
import argine.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What one receipt holds now.
 *
 * <p>{@code held} is how many messages lie there; {@code missing} how many should and do not,
 * because somebody released or deleted them by hand; {@code damaged} how many lines of the journal
 * do not check out; {@code deleted} what was deleted of it. Of another queue than the one at hand
 * the journal alone is believed.
 */
public record Shelf(
        ReceiptId receipt,
        String queue,
        Instant since,
        String reason,
        long held,
        long missing,
        long damaged,
        Optional<Deleted> deleted) {

    /** All receipts of sweeps that hold something, the oldest first; nothing is changed. */
    public static List<Shelf> all(Store store, Optional<Holds> holds) throws IOException {
        List<Shelf> shelves = new ArrayList<>();
        for (ReceiptId receipt : store.receipts()) {
            Ledger ledger = Ledger.read(store, receipt);
            if (ledger.isSweep()) {
                Shelf shelf = of(ledger, holds, _ -> true);
                if (shelf.held > 0 || shelf.missing > 0) {
                    shelves.add(shelf);
                }
            }
        }
        return shelves;
    }

    /**
     * What one receipt holds of some messages.
     *
     * @throws OtherQueue when it is about another queue than the one at hand
     */
    public static Shelf of(Store store, ReceiptId receipt, Holds holds, Predicate<Message> which)
            throws IOException {
        Ledger ledger = Ledger.read(store, receipt);
        ledger.refuseOthers(holds);
        return of(ledger, Optional.of(holds), which);
    }

    private static Shelf of(Ledger ledger, Optional<Holds> holds, Predicate<Message> which)
            throws IOException {
        long held = 0;
        long missing = 0;
        Optional<Holds> here = holds.filter(ledger::mayBeOf);
        for (Message message : ledger.messages()) {
            boolean open = message.pending() != Message.Pending.NOTHING;
            if (which.test(message) && (message.state() == State.HELD || open)) {
                if (isHeld(message, here)) {
                    held++;
                } else if (!open) {
                    missing++;
                }
            }
        }
        return new Shelf(
                ledger.receipt(),
                ledger.queue(),
                ledger.since(),
                ledger.reason(),
                held,
                missing,
                ledger.damaged(),
                ledger.deleted());
    }

    private static boolean isHeld(Message message, Optional<Holds> here) throws IOException {
        return here.isEmpty()
                ? message.state() == State.HELD
                : here.get().where(message.slip()) == Holds.Whereabouts.HELD;
    }
}
