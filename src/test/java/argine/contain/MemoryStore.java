// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.server.access.AccountStore;
import argine.server.access.Lock;
import argine.server.access.StoredRecord;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A store of accounts as {@code password/lock}, which can be killed before or after it writes. */
final class MemoryStore implements AccountStore {
    final Map<String, String> accounts = new TreeMap<>();
    final boolean bySending;
    Runnable around = () -> {};
    List<String> administrators = List.of();
    boolean failsAfterWriting;
    boolean stopsMail;
    boolean failsToTell;
    String failsFor = "";
    int failsAfterReads = -1;
    List<String> otherNames = List.of();

    MemoryStore(boolean bySending) {
        this.bySending = bySending;
    }

    @Override
    public String name() {
        return bySending ? "memory list" : "memory accounts";
    }

    @Override
    public Optional<StoredRecord> read(String account) throws IOException {
        if (account.equals(failsFor) || failsAfterReads >= 0 && failsAfterReads-- == 0) {
            throw new IOException("the disk is gone");
        }
        return Optional.ofNullable(accounts.get(account))
                .or(() -> bySending ? Optional.of("-/open") : Optional.empty())
                .map(text -> new StoredRecord(account, text));
    }

    private static StoredRecord of(StoredRecord record, String password, String lock) {
        return new StoredRecord(record.account(), password + "/" + lock);
    }

    private static String part(StoredRecord record, int index) {
        return record.text().split("/", 2)[index];
    }

    @Override
    public Optional<StoredRecord> locked(StoredRecord now, Lock lock) {
        return lock == Lock.SENDING && !bySending
                ? Optional.empty()
                : Optional.of(of(now, part(now, 0), lock.name()));
    }

    @Override
    public boolean lockStopsMail() {
        return stopsMail;
    }

    @Override
    public List<String> otherNames(String account) {
        return otherNames;
    }

    @Override
    public StoredRecord unlocked(StoredRecord now, StoredRecord before) {
        return of(now, part(now, 0), part(before, 1));
    }

    @Override
    public Optional<StoredRecord> withPassword(StoredRecord now, String password) {
        return Optional.of(of(now, password, part(now, 1)));
    }

    @Override
    public StoredRecord withPasswordOf(StoredRecord now, StoredRecord before) {
        return of(now, part(before, 0), part(now, 1));
    }

    @Override
    public boolean samePassword(StoredRecord one, StoredRecord other) {
        return part(one, 0).equals(part(other, 0));
    }

    @Override
    public Replaced replace(StoredRecord before, StoredRecord after) throws IOException {
        around.run();
        if (!read(before.account()).equals(Optional.of(before))) {
            return Replaced.CHANGED;
        }
        if (bySending && after.text().equals("-/open")) {
            accounts.remove(after.account());
        } else {
            accounts.put(after.account(), after.text());
        }
        around.run();
        if (failsAfterWriting) {
            throw new IOException("the connection broke");
        }
        return Replaced.DONE;
    }

    @Override
    public List<String> administratorsWith(String account) throws IOException {
        if (failsToTell) {
            throw new IOException("may not be asked");
        }
        return administrators;
    }
}
