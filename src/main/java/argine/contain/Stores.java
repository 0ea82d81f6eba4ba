// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.server.access.Access;
import argine.server.access.AccountStore;
import argine.server.access.RecordStore;
import argine.server.access.StoredRecord;
import java.io.IOException;
import java.util.Optional;

/** The stores of a server by the names that journals know them by. */
record Stores(Access access) {

    RecordStore named(String name) throws IOException {
        for (RecordStore list : access.denials()) {
            if (list.name().equals(name)) {
                return list;
            }
        }
        return access.store()
                .filter(store -> store.name().equals(name))
                .map(RecordStore.class::cast)
                .orElseThrow(
                        () ->
                                new IOException(
                                        name
                                                + " was changed, and this server does not have it"
                                                + " now; name the same configuration as then"));
    }

    /** What is neither the old record nor gone was made, and may be changed by others since. */
    boolean isMade(Ledger ledger, Ledger.Change change) throws IOException {
        Optional<String> there = print(ledger, change.store());
        String before = new StoredRecord(ledger.account(), change.before()).fingerprint();
        return there.isPresent() && !there.get().equals(before);
    }

    /** By what the record that a place has now is known again. */
    Optional<String> print(Ledger ledger, String place) throws IOException {
        return named(place).read(ledger.account()).map(StoredRecord::fingerprint);
    }

    boolean has(String name) {
        return access.denials().stream().anyMatch(list -> list.name().equals(name))
                || access.store().map(AccountStore::name).filter(name::equals).isPresent();
    }
}
