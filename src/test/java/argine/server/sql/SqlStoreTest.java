// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.access.Lock;
import argine.server.access.RecordStore.Replaced;
import argine.server.access.StoredRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Locks, passwords and what puts them back, in real databases. */
class SqlStoreTest {
    private static final String ROSSI = "rossi@example.org";

    @TempDir Path folder;

    static List<LiveDatabase> databases() {
        return LiveDatabase.here();
    }

    /** Two accounts in the table of iRedMail; the lock of an account is its flag. */
    private SqlStore store(LiveDatabase database) throws IOException, SQLException {
        boolean postgres = database == LiveDatabase.POSTGRESQL;
        database.fill(
                """
                CREATE TABLE mailbox (username VARCHAR(255) PRIMARY KEY, password VARCHAR(255),
                    enablesmtp SMALLINT, enablesmtpsecured SMALLINT, active FLAG, quota INT);
                INSERT INTO mailbox VALUES ('Rossi@example.org', '$1$old', 1, NULL, TRUE, 7),
                    ('verdi@example.org', '{SSHA}old', 1, 1, TRUE, 8);
                """
                        .replace("FLAG", postgres ? "BOOLEAN" : "TINYINT(1)"));
        return SqlStore.of(
                database.config(folder, "preset = iredmail\n"),
                (password, scheme, account) -> "{SHA512-CRYPT}$6$" + password + scheme + account);
    }

    private static String rows(LiveDatabase database) throws SQLException {
        return rows(database, "mailbox");
    }

    private static String rows(LiveDatabase database, String table) throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = database.connect();
                Statement asked = connection.createStatement();
                ResultSet rows = asked.executeQuery("SELECT * FROM " + table + " ORDER BY quota")) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    all.append(rows.getString(i)).append('|');
                }
            }
        }
        return all.toString().replace("|t|", "|1|").replace("|f|", "|0|");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aLockIsPutOnAndTakenOffAndAllIsAsItWas(LiveDatabase database) throws Exception {
        SqlStore store = store(database);
        String rows = rows(database);
        for (Lock lock : Lock.values()) {
            StoredRecord before = store.read(ROSSI).orElseThrow();
            StoredRecord locked = store.locked(before, lock).orElseThrow();
            assertEquals(Replaced.DONE, store.replace(before, locked));
            assertEquals(
                    lock == Lock.FULL
                            ? rows.replaceFirst("NULL\\|1|null\\|1", "null|0")
                            : rows.replaceFirst("1\\|null", "0|0"),
                    rows(database));
            StoredRecord now = store.read(ROSSI).orElseThrow();
            assertEquals(Replaced.DONE, store.replace(now, store.unlocked(now, before)));
            assertEquals(rows, rows(database));
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aPasswordIsSetInTheFormThatTheTableHasAndOutlivesTheLock(LiveDatabase database)
            throws Exception {
        SqlStore store = store(database);
        StoredRecord before = store.read(ROSSI).orElseThrow();
        StoredRecord locked = store.locked(before, Lock.SENDING).orElseThrow();
        assertEquals(Replaced.DONE, store.replace(before, locked));
        StoredRecord changed = store.withPassword(locked, "new").orElseThrow();
        assertEquals(Replaced.DONE, store.replace(locked, changed));
        assertTrue(store.samePassword(before, locked));
        assertFalse(store.samePassword(before, changed));
        assertEquals(Replaced.DONE, store.replace(changed, store.unlocked(changed, before)));
        assertTrue(
                rows(database).startsWith("Rossi@example.org|$6$newCRYPT" + ROSSI + "|1|null|1"));
        StoredRecord now = store.read(ROSSI).orElseThrow();
        assertEquals(Replaced.DONE, store.replace(now, store.withPasswordOf(now, before)));
        assertEquals(before, store.read(ROSSI).orElseThrow());
        StoredRecord verdi = store.read("verdi@example.org").orElseThrow();
        assertEquals(
                Replaced.DONE, store.replace(verdi, store.withPassword(verdi, "x").orElseThrow()));
        assertTrue(rows(database).contains("|{SHA512-CRYPT}$6$xSSHAverdi@example.org|"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void accountsOfPostfixadminAndModoboaAreLockedWholeAndComeBack(LiveDatabase database)
            throws Exception {
        comesBack(
                database,
                "postfixadmin",
                """
                CREATE TABLE mailbox (username VARCHAR(255), password VARCHAR(255), name VARCHAR(255),
                    quota BIGINT, active FLAG);
                INSERT INTO mailbox VALUES ('rossi@example.org', '$1$old', 'R', 7, TRUE),
                    ('verdi@example.org', '$1$other', 'V', 8, TRUE);
                """,
                "mailbox");
        comesBack(
                database,
                "modoboa",
                """
                CREATE TABLE core_user (email VARCHAR(255), password VARCHAR(255), quota INT,
                    is_active FLAG);
                INSERT INTO core_user VALUES ('rossi@example.org', '{SSHA}old', 7, TRUE),
                    ('verdi@example.org', '{SSHA}other', 8, TRUE);
                """,
                "core_user");
    }

    private void comesBack(LiveDatabase database, String preset, String tables, String table)
            throws Exception {
        String flag = database == LiveDatabase.POSTGRESQL ? "BOOLEAN" : "TINYINT(1)";
        database.fill(tables.replace("FLAG", flag));
        SqlStore store =
                SqlStore.of(
                        database.config(folder, "preset = " + preset + "\n"),
                        (password, _, _) -> password);
        String rows = rows(database, table);
        StoredRecord before = store.read(ROSSI).orElseThrow();
        assertEquals(Optional.empty(), store.locked(before, Lock.SENDING), preset);
        StoredRecord locked = store.locked(before, Lock.FULL).orElseThrow();
        assertEquals(Replaced.DONE, store.replace(before, locked));
        assertEquals(rows.replaceFirst("\\|1\\|", "|0|"), rows(database, table));
        StoredRecord changed = store.withPassword(locked, "new").orElseThrow();
        assertEquals(Replaced.DONE, store.replace(locked, changed));
        assertFalse(rows(database, table).contains("old"));
        StoredRecord open = store.unlocked(changed, before);
        assertEquals(Replaced.DONE, store.replace(changed, store.withPasswordOf(open, before)));
        assertEquals(rows, rows(database, table));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatSomebodyElseChangedMeanwhileIsNotOverwritten(LiveDatabase database) throws Exception {
        SqlStore store = store(database);
        StoredRecord before = store.read(ROSSI).orElseThrow();
        StoredRecord locked = store.locked(before, Lock.FULL).orElseThrow();
        try (Connection connection = database.connect();
                Statement other = connection.createStatement()) {
            other.execute("UPDATE mailbox SET password = 'theirs' WHERE quota = 7");
            String rows = rows(database);
            assertEquals(Replaced.CHANGED, store.replace(before, locked));
            assertEquals(rows, rows(database));
            other.execute("DELETE FROM mailbox WHERE quota = 7");
        }
        assertEquals(Replaced.GONE, store.replace(before, locked));
        assertEquals(Optional.empty(), store.read(ROSSI));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void ofManyWhoChangeAnAccountAtOnceOneWins(LiveDatabase database) throws Exception {
        SqlStore store = store(database);
        StoredRecord before = store.read(ROSSI).orElseThrow();
        List<Callable<Replaced>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            StoredRecord mine = store.withPassword(before, "p" + i).orElseThrow();
            all.add(() -> store.replace(before, mine));
        }
        int won = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Replaced> each : threads.invokeAll(all)) {
                won += each.get() == Replaced.DONE ? 1 : 0;
            }
        }
        assertEquals(1, won);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aNameFromAStrangersLoginReachesNoOtherAccount(LiveDatabase database) throws Exception {
        SqlStore store = store(database);
        for (String name :
                List.of(
                        "' OR 1=1 --",
                        "%",
                        "rossi@example.org ",
                        "rossì@example.org",
                        "rossi@example.org\u0000",
                        "")) {
            Optional<StoredRecord> found;
            try {
                found = store.read(name);
            } catch (IOException _) {
                found = Optional.empty(); // a zero is nothing that PostgreSQL can be asked
            }
            assertEquals(Optional.empty(), found, name);
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aLockInsideJsonIsTakenOffByteForByte(LiveDatabase database) throws Exception {
        if (database != LiveDatabase.MARIADB) {
            return; // mailcow runs on nothing else
        }
        String attributes = "{\"smtp_access\" : \"1\",\n \"x\":[1, 2.50]}";
        database.fill(
                """
                CREATE TABLE mailbox (username VARCHAR(255), password VARCHAR(255), attributes JSON,
                    active TINYINT(1), quota INT);
                INSERT INTO mailbox VALUES ('rossi@example.org', '{PLAIN}x', 'ATTRIBUTES', 1, 7);
                """
                        .replace("ATTRIBUTES", attributes));
        String rows = rows(database);
        SqlStore store =
                SqlStore.of(database.config(folder, "preset = mailcow\n"), (p, s, a) -> "{X}" + p);
        StoredRecord before = store.read(ROSSI).orElseThrow();
        StoredRecord locked = store.locked(before, Lock.SENDING).orElseThrow();
        assertEquals(Replaced.DONE, store.replace(before, locked));
        assertTrue(rows(database).contains("\"smtp_access\":\"0\""));
        StoredRecord now = store.read(ROSSI).orElseThrow();
        assertEquals(Replaced.DONE, store.replace(now, store.unlocked(now, before)));
        assertEquals(rows, rows(database));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whoAdministersIsToldOfAnAdministratorOnly(LiveDatabase database) throws Exception {
        database.fill(
                """
                CREATE TABLE mailbox (username VARCHAR(255), isglobaladmin SMALLINT, active SMALLINT);
                INSERT INTO mailbox VALUES ('Rossi@example.org', 1, 1), ('boss@example.org', 1, 0),
                    ('verdi@example.org', 0, 1);
                """);
        SqlStore store =
                SqlStore.of(database.config(folder, "preset = iredmail\n"), (p, s, a) -> p);
        assertEquals(List.of("Rossi@example.org"), store.administratorsWith(ROSSI));
        assertEquals(List.of(), store.administratorsWith("verdi@example.org"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void namesOfTablesAreChecked(LiveDatabase database) throws Exception {
        String table = "preset = iredmail\ntable = mailbox; DROP TABLE mailbox\n";
        Path config = database.config(folder, table);
        assertThrows(IOException.class, () -> SqlStore.of(config, (p, s, a) -> p));
    }
}
