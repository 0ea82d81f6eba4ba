// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The place where a mail server keeps an account with its password. */
public interface AccountStore extends RecordStore {

    /**
     * The record with a new password, kept as this store keeps passwords; nothing where it cannot
     * be set from here.
     */
    Optional<StoredRecord> withPassword(StoredRecord now, String password) throws IOException;

    /** The record with the password that {@code before} has. */
    StoredRecord withPasswordOf(StoredRecord now, StoredRecord before);

    /** Whether the same is kept as password. */
    boolean samePassword(StoredRecord one, StoredRecord other);

    /**
     * Whether the lock that keeps everybody from logging in also stops mail to the account, or may:
     * whoever writes to it then gets a refusal, so it is not used unasked.
     */
    boolean lockStopsMail();

    /**
     * Other names with a password of their own by which one logs in to the same account; whoever
     * knows one of those is not put out with it.
     */
    default List<String> otherNames(String account) throws IOException {
        return List.of();
    }
}
