// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.server.access.RecordStore;
import argine.server.access.StoredRecord;
import java.io.IOException;
import java.util.Optional;

/**
 * What came of writing a record.
 *
 * <p>A store can fail after it has written: a connection that breaks at the commit, a folder that
 * cannot be forced. What may be written has to have its way back.
 *
 * @param isSure whether the store has the new record
 * @param mayBe whether it has it or may have it
 * @param trouble what went wrong; empty where nothing did
 */
record Written(boolean isSure, boolean mayBe, String trouble) {

    static Written by(RecordStore store, StoredRecord now, StoredRecord next) {
        try {
            return switch (store.replace(now, next)) {
                case DONE -> new Written(true, true, "");
                case GONE -> new Written(false, false, "does not have the account any more");
                case CHANGED ->
                        store.read(now.account()).equals(Optional.of(next))
                                ? new Written(true, true, "")
                                : new Written(
                                        false,
                                        false,
                                        "was changed by somebody meanwhile; do the same again");
            };
        } catch (IOException e) {
            return afterTrouble(store, now, next, String.valueOf(e.getMessage()));
        }
    }

    private static Written afterTrouble(
            RecordStore store, StoredRecord now, StoredRecord next, String trouble) {
        try {
            Optional<StoredRecord> there = store.read(now.account());
            boolean sure = there.equals(Optional.of(next));
            return new Written(sure, sure || isOthers(there, now), sure ? "" : trouble);
        } catch (IOException _) {
            return new Written(false, true, trouble + "; it may be written all the same");
        }
    }

    /** Neither record: somebody changed it before us, or after us. */
    private static boolean isOthers(Optional<StoredRecord> there, StoredRecord now) {
        return there.isPresent() && !there.get().equals(now);
    }
}
