// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.server.access.Access;
import argine.store.Act;
import argine.store.Journal;
import argine.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Tells the journals of runs that broke off what became of the changes that they announced. */
final class Settling {
    private final Stores stores;
    private final Store store;
    private final Clock clock;

    Settling(Access access, Store store, Clock clock) {
        this.stores = new Stores(access);
        this.store = store;
        this.clock = clock;
    }

    void all() throws IOException {
        for (Ledger ledger : Ledger.all(store)) {
            Optional<Ledger.Change> change = ledger.open().filter(one -> stores.has(one.store()));
            Optional<Act> release =
                    ledger.openRelease().filter(one -> stores.has(one.text("store")));
            if (change.isPresent() || release.isPresent()) {
                try (Journal journal = store.reopen(ledger.receipt())) {
                    if (change.isPresent()) {
                        settle(ledger, change.get(), journal);
                    }
                    if (release.isPresent()) {
                        settle(ledger, release.get(), journal);
                    }
                    journal.sync();
                }
            }
        }
    }

    private void settle(Ledger ledger, Ledger.Change change, Journal journal) throws IOException {
        boolean made = stores.isMade(ledger, change);
        journal.append(
                Acts.about(made ? Acts.CHANGED : Acts.LEFT, change.store(), clock.instant()));
    }

    private void settle(Ledger ledger, Act release, Journal journal) throws IOException {
        String place = release.text("store");
        if (stores.print(ledger, place).equals(Optional.of(release.text("after")))) {
            journal.append(Acts.about(Acts.RELEASED, place, clock.instant()));
            journal.append(new Act(Acts.END, clock.instant()));
        }
    }
}
