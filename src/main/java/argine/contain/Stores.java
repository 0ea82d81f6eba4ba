// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.server.access.Access;
import argine.server.access.AccountStore;
import argine.server.access.RecordStore;
import java.io.IOException;

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

    boolean has(String name) {
        return access.denials().stream().anyMatch(list -> list.name().equals(name))
                || access.store().map(AccountStore::name).filter(name::equals).isPresent();
    }
}
