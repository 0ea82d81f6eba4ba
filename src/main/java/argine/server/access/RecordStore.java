// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A place where a mail server keeps, account by account, whether somebody may log in, and where
 * that can be changed and put back.
 *
 * <p>A change is made in two steps, so that it can be journalled in between: one method makes the
 * record as it would be, in memory; {@link #replace} writes it, if the store still has the record
 * that was read. What the store keeps besides (other fields, comments, order) stays byte for byte.
 */
public interface RecordStore {

    /** What came of writing. */
    enum Replaced {
        /** The store has the new record, read back. */
        DONE,
        /** Somebody changed the account meanwhile; nothing was written. */
        CHANGED,
        /** The account is not there any more; nothing was written. */
        GONE
    }

    /**
     * The kind and the place, for example {@code passwd-file /etc/dovecot/users}: a journal's name
     * for it.
     */
    String name();

    /** What is kept of an account now, if it is there. The name comes from a stranger's login. */
    Optional<StoredRecord> read(String account) throws IOException;

    /**
     * All who administer the server, if this account is one of them and the store tells; else none.
     */
    default List<String> administratorsWith(String account) throws IOException {
        return List.of();
    }

    /** Whether {@link #administratorsWith} tells. */
    default boolean tellsAdministrators() throws IOException {
        return false;
    }

    /** The record as it would be when locked; nothing where this store has no such lock. */
    Optional<StoredRecord> locked(StoredRecord now, Lock lock);

    /**
     * The record as it would be without our lock: whatever {@link #locked} changes is as in {@code
     * before}, and all else, a password among it, stays as it is now.
     */
    StoredRecord unlocked(StoredRecord now, StoredRecord before);

    /**
     * Writes {@code after} if the store has {@code before} at this moment, and reads it back.
     *
     * @throws IOException when it cannot be written, or it is not known whether it was
     */
    Replaced replace(StoredRecord before, StoredRecord after) throws IOException;
}
