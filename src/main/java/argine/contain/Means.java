// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.server.access.Access;
import argine.server.access.AccountStore;
import argine.server.access.Lock;
import argine.server.access.RecordStore;
import argine.server.access.StoredRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By what an account is shut here: how far, and in which stores.
 *
 * <p>Shut for sending alone, an account whose password stays the same is still the thief's to read;
 * so that is chosen only where the password changes as well, and where a list can tell sending from
 * reading. A store's own lock is the means where there is no list, unless it may stop mail as well:
 * that is done only when it is asked for.
 *
 * @param stores those that are to be changed, none where nothing here can lock
 */
record Means(Lock lock, List<RecordStore> stores) {

    static Means of(Access access, Order order, String account) throws IOException {
        boolean password = order.has(Step.PASSWORD) && hasPassword(access, account);
        Lock wanted = order.lock().orElse(password ? Lock.SENDING : Lock.FULL);
        List<RecordStore> stores = stores(access, order, account, wanted);
        if (stores.isEmpty() && order.lock().isEmpty() && wanted == Lock.SENDING) {
            return new Means(Lock.FULL, stores(access, order, account, Lock.FULL));
        }
        return new Means(wanted, stores);
    }

    static boolean hasPassword(Access access, String account) throws IOException {
        return access.store().isPresent() && access.store().get().read(account).isPresent();
    }

    private static List<RecordStore> stores(Access access, Order order, String account, Lock lock)
            throws IOException {
        List<RecordStore> stores = new ArrayList<>();
        List<RecordStore> denials =
                lock == Lock.FULL ? access.denials().reversed() : access.denials();
        for (RecordStore list : denials) {
            if (stores.isEmpty() && locked(list, account, lock).isPresent()) {
                stores.add(list);
            }
        }
        if (access.store().isPresent()
                && (order.storeLock() || stores.isEmpty() && !stopsMail(access, lock))
                && locked(access.store().get(), account, lock).isPresent()) {
            stores.add(access.store().get());
        }
        return stores;
    }

    private static boolean stopsMail(Access access, Lock lock) {
        return lock == Lock.FULL && access.store().filter(AccountStore::lockStopsMail).isPresent();
    }

    /** Why there is no lock here. */
    static String none(Access access, Lock lock) {
        String what = "nothing here can lock it";
        if (lock == Lock.SENDING) {
            return what + " for sending only; --lock full may";
        }
        return stopsMail(access, lock)
                ? what + " without stopping its mail too; --store-lock does that"
                : what;
    }

    private static Optional<StoredRecord> locked(RecordStore store, String account, Lock lock)
            throws IOException {
        return store.read(account).flatMap(record -> store.locked(record, lock));
    }

    /** In words. */
    String words() {
        return lock == Lock.FULL ? "nobody can log in" : "nobody can send";
    }

    /** What one of the stores does to the account, in words. */
    String words(RecordStore store) {
        boolean stops = store instanceof AccountStore one && one.lockStopsMail();
        return words() + (lock == Lock.FULL && stops ? ", and its mail is refused too" : "");
    }
}
