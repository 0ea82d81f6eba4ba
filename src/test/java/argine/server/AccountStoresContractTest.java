// SPDX-License-Identifier: Apache-2.0
package argine.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.access.AccountStore;
import argine.server.access.Hashing;
import argine.server.access.Lock;
import argine.server.access.RecordStore;
import argine.server.access.RecordStore.Replaced;
import argine.server.access.StoredRecord;
import argine.server.dovecot.DovecotFiles;
import argine.server.icewarp.access.IcewarpAccess;
import argine.server.sql.LiveDatabase;
import argine.server.sql.SqlStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every place where accounts are changed must hold, whatever keeps them. */
class AccountStoresContractTest {
    private static final List<String> NAMES =
            List.of("rossi@example.org", "o'brien@example.org", "zo\u00eb+x%@example.org");
    private static final String OLD = "unmistakable-secret-78";
    private static final String NOBODY = "nobody@example.org";
    private static final Hashing SHOWN = (password, scheme, _) -> "{" + scheme + "}" + password;

    @TempDir Path folder;

    /**
     * A kind of store with the accounts {@link #NAMES}, each with the password {@link #OLD}.
     *
     * @param locks the locks that it has
     * @param tells whether it tells that an account is not there
     */
    record Kind(String name, Set<Lock> locks, boolean tells, Filled filled) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Fills a store in a folder. */
    interface Filled {
        Kept in(Path folder) throws Exception;
    }

    /** A store, and every byte that it keeps. */
    record Kept(RecordStore store, Bytes bytes) {
        StoredRecord read(String name) throws IOException {
            return store.read(name).orElseThrow();
        }

        void write(StoredRecord before, StoredRecord after) throws IOException {
            assertEquals(Replaced.DONE, store.replace(before, after));
            assertEquals(Optional.of(after), store.read(after.account()));
        }
    }

    interface Bytes {
        String all() throws Exception;
    }

    static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        kinds.add(
                new Kind(
                        "passwd-file",
                        EnumSet.of(Lock.FULL),
                        true,
                        AccountStoresContractTest::passwdFile));
        kinds.add(
                new Kind(
                        "deny list",
                        EnumSet.of(Lock.FULL),
                        false,
                        folder -> denyList(folder, "%Lu", "x:\n")));
        kinds.add(
                new Kind(
                        "deny list by service",
                        EnumSet.allOf(Lock.class),
                        false,
                        folder -> denyList(folder, "%Ls/%Lu", "# who may not\nx:")));
        kinds.add(
                new Kind(
                        "icewarp's tool",
                        EnumSet.allOf(Lock.class),
                        true,
                        AccountStoresContractTest::icewarp));
        LiveDatabase.here()
                .forEach(
                        one ->
                                kinds.add(
                                        new Kind(
                                                one.name(),
                                                EnumSet.allOf(Lock.class),
                                                true,
                                                folder -> sql(one, folder))));
        return kinds;
    }

    /** Those that keep passwords as well. */
    static List<Kind> keepers() {
        return kinds().stream()
                .filter(kind -> !kind.name().startsWith("deny") && !kind.name().startsWith("ice"))
                .toList();
    }

    private static Kept passwdFile(Path folder) throws IOException {
        StringBuilder text = new StringBuilder("# a comment\r\n\n");
        for (String name : NAMES) {
            text.append(name)
                    .append(":{PLAIN}" + OLD + ":5000:5000:A \u00dc 'B' \"C\":/home::userdb_x=1\n");
        }
        Path file = Files.writeString(folder.resolve("users"), text + "last:{PLAIN}x");
        return new Kept(DovecotFiles.passwdFile(file, SHOWN), () -> Files.readString(file));
    }

    private static Kept denyList(Path folder, String format, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("deny"), text);
        return new Kept(DovecotFiles.denyList(file, format), () -> Files.readString(file));
    }

    /** A program that stands in for IceWarp's tool. */
    private static Kept icewarp(Path folder) throws IOException {
        for (String name : NAMES) {
            Path account = Files.createDirectories(folder.resolve("accounts").resolve(name));
            Files.writeString(account.resolve("u_accountdisabled"), "0");
            Files.writeString(account.resolve("u_localdomain"), "0");
        }
        Path tool =
                Files.writeString(
                        folder.resolve("tool.sh"),
                        """
                        #!/bin/sh
                        [ $2 = system ] && { echo "$3: /opt/icewarp/mail/"; exit; }
                        cd '%s'/accounts/"$3" 2>/dev/null || { echo 'Account not found'; exit 1; }
                        verb=$1; shift 3
                        while [ $# -gt 0 ]; do
                          if [ $verb = get ]; then printf '%%s: %%s\\r\\n' "$1" "$(cat $1)"; shift
                          else printf %%s "$2" > $1; shift 2; fi
                        done
                        """
                                .formatted(folder));
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        return new Kept(new IcewarpAccess(folder).store(), () -> files(folder.resolve("accounts")));
    }

    private static String files(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(file).append('=').append(Files.readString(file)).append('\n');
            }
        }
        return all.toString();
    }

    private static Kept sql(LiveDatabase database, Path folder) throws IOException, SQLException {
        boolean postgres = database == LiveDatabase.POSTGRESQL;
        StringBuilder rows =
                new StringBuilder(
                        """
                        CREATE TABLE mailbox (username VARCHAR(255) PRIMARY KEY, password TEXT,
                            enablesmtp SMALLINT, enablesmtpsecured SMALLINT, active FLAG, about TEXT);
                        """
                                .replace("FLAG", postgres ? "BOOLEAN" : "TINYINT(1)"));
        for (String name : NAMES) {
            rows.append(
                    "INSERT INTO mailbox VALUES ('%s', '{PLAIN}%s', 1, NULL, TRUE, 'A \u00dc''\"');\n"
                            .formatted(name.replace("'", "''"), OLD));
        }
        database.fill(rows.toString());
        return new Kept(
                SqlStore.of(database.config(folder, "preset = iredmail\n"), SHOWN),
                () -> rows(database));
    }

    private static String rows(LiveDatabase database) throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = database.connect();
                Statement asked = connection.createStatement();
                ResultSet rows = asked.executeQuery("SELECT * FROM mailbox ORDER BY username")) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    all.append(rows.getString(i)).append('|');
                }
            }
        }
        return all.toString();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aLockIsKeptAndTakenOffAndEveryByteIsAsItWas(Kind kind) throws Exception {
        Kept kept = kind.filled().in(folder);
        String bytes = kept.bytes().all();
        for (String name : NAMES) {
            for (Lock lock : kind.locks()) {
                StoredRecord before = kept.read(name);
                StoredRecord locked = kept.store().locked(before, lock).orElseThrow();
                assertNotEquals(before, locked);
                kept.write(before, locked);
                assertNotEquals(bytes, kept.bytes().all());
                kept.write(locked, kept.store().unlocked(locked, before));
                assertEquals(bytes, kept.bytes().all(), name + " " + lock);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aLockOnOneAccountLeavesTheOthersAsTheyAre(Kind kind) throws Exception {
        Kept kept = kind.filled().in(folder);
        StoredRecord other = kept.read(NAMES.get(1));
        StoredRecord before = kept.read(NAMES.getFirst());
        kept.write(before, kept.store().locked(before, Lock.FULL).orElseThrow());
        assertEquals(other, kept.read(NAMES.get(1)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void lockedTwiceIsLockedOnce(Kind kind) throws Exception {
        Kept kept = kind.filled().in(folder);
        for (Lock lock : kind.locks()) {
            StoredRecord before = kept.read(NAMES.getFirst());
            StoredRecord locked = kept.store().locked(before, lock).orElseThrow();
            assertEquals(Optional.of(locked), kept.store().locked(locked, lock));
            kept.write(before, locked);
            assertEquals(
                    Optional.of(locked), kept.store().locked(kept.read(NAMES.getFirst()), lock));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aLockThatItDoesNotHaveIsNotPretended(Kind kind) throws Exception {
        Kept kept = kind.filled().in(folder);
        StoredRecord now = kept.read(NAMES.getFirst());
        for (Lock lock : EnumSet.complementOf(EnumSet.copyOf(kind.locks()))) {
            assertEquals(Optional.empty(), kept.store().locked(now, lock));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anAccountThatIsNotThereIsNotMadeUp(Kind kind) throws Exception {
        Kept kept = kind.filled().in(folder);
        String bytes = kept.bytes().all();
        if (kind.tells()) {
            assertEquals(Optional.empty(), there(kept.store(), NOBODY));
            StoredRecord made = new StoredRecord(NOBODY, kept.read(NAMES.getFirst()).text());
            assertFalse(isDone(kept.store(), made, made));
        }
        assertEquals(bytes, kept.bytes().all());
    }

    /** A store may also fail to tell of one that is not there. */
    private static Optional<StoredRecord> there(RecordStore store, String name) {
        try {
            return store.read(name);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static boolean isDone(RecordStore store, StoredRecord before, StoredRecord after) {
        try {
            return store.replace(before, after) == Replaced.DONE;
        } catch (IOException _) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatWasReadTooLongAgoIsNotWritten(Kind kind) throws Exception {
        Kept kept = kind.filled().in(folder);
        StoredRecord before = kept.read(NAMES.getFirst());
        StoredRecord locked = kept.store().locked(before, Lock.FULL).orElseThrow();
        kept.write(before, locked);
        String bytes = kept.bytes().all();
        assertEquals(Replaced.CHANGED, kept.store().replace(before, locked));
        assertEquals(bytes, kept.bytes().all());
    }

    @ParameterizedTest
    @MethodSource("keepers")
    void aNewPasswordLeavesNoOldOneAndOutlivesTheLock(Kind kind) throws Exception {
        Kept kept = kind.filled().in(folder);
        AccountStore store = (AccountStore) kept.store();
        String bytes = kept.bytes().all();
        String name = NAMES.getFirst();
        StoredRecord before = kept.read(name);
        StoredRecord locked = store.locked(before, Lock.FULL).orElseThrow();
        kept.write(before, locked);
        StoredRecord changed = store.withPassword(locked, "new").orElseThrow();
        kept.write(locked, changed);
        assertTrue(store.samePassword(before, locked));
        assertFalse(store.samePassword(before, changed));
        StoredRecord open = store.unlocked(changed, before);
        kept.write(changed, open);
        assertFalse(open.text().contains(OLD), "the old one is kept");
        assertFalse(store.samePassword(before, open));
        kept.write(open, store.withPasswordOf(open, before));
        assertEquals(bytes, kept.bytes().all());
    }

    @ParameterizedTest
    @MethodSource("keepers")
    void aPasswordOfAnySignsIsKeptWholeOrRefusedAndTouchesNothingElse(Kind kind) throws Exception {
        Kept kept = kind.filled().in(folder);
        AccountStore store = (AccountStore) kept.store();
        String bytes = kept.bytes().all();
        for (String password :
                List.of(
                        "'; DROP TABLE mailbox; --",
                        "\"\\",
                        "\u00fc\ud83d\udd11 x",
                        "a\nroot:x",
                        "a:b",
                        "\r")) {
            StoredRecord before = kept.read(NAMES.getFirst());
            Optional<StoredRecord> next = made(store, before, password);
            if (next.isPresent()) {
                kept.write(before, next.get());
                assertFalse(next.get().text().contains(OLD), password);
                kept.write(next.get(), before);
            }
            assertEquals(bytes, kept.bytes().all(), password);
        }
    }

    private static Optional<StoredRecord> made(
            AccountStore store, StoredRecord before, String password) {
        try {
            return store.withPassword(before, password);
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
