// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argine.server.access.Foothold;
import argine.server.access.Footholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** App passwords in mailcow's table and in one of an administrator's own, in real databases. */
class SqlAppPasswordsTest {
    private static final String ROSSI = "rossi@example.org";
    private static final String OFF =
            "UPDATE app_passwd SET active = 0 WHERE mailbox = 'rossi@example.org';";
    private static final String WORKS = " works whatever the account's password is";

    @TempDir Path folder;

    static List<LiveDatabase> databases() {
        return LiveDatabase.here();
    }

    /** mailcow's table as mailcow makes it. */
    private static void mailcow() throws SQLException {
        LiveDatabase.MARIADB.fill(
                """
                CREATE TABLE app_passwd (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
                    name VARCHAR(255) NOT NULL, mailbox VARCHAR(255) NOT NULL,
                    domain VARCHAR(255) NOT NULL, password VARCHAR(255) NOT NULL,
                    created DATETIME(0) NOT NULL DEFAULT NOW(0),
                    modified DATETIME ON UPDATE CURRENT_TIMESTAMP,
                    imap_access TINYINT(1) NOT NULL DEFAULT 1,
                    smtp_access TINYINT(1) NOT NULL DEFAULT 1,
                    dav_access TINYINT(1) NOT NULL DEFAULT 1,
                    eas_access TINYINT(1) NOT NULL DEFAULT 1,
                    pop3_access TINYINT(1) NOT NULL DEFAULT 1,
                    sieve_access TINYINT(1) NOT NULL DEFAULT 1,
                    active TINYINT(1) NOT NULL DEFAULT 1);
                INSERT INTO app_passwd (name, mailbox, domain, password, created, active) VALUES
                    ('phone', 'rossi@example.org', 'example.org', '{X}a', '2026-11-20 08:15:00', 1),
                    ('old "tablet"', 'rossi@example.org', 'example.org', '{X}b',
                        '2020-01-02 03:04:05', 0),
                    ('phone', 'verdi@example.org', 'example.org', '{X}c', '2026-11-20 08:15:00', 1);
                """);
    }

    private Footholds of(LiveDatabase database, String config) throws IOException {
        return SqlAppPasswords.of(database.config(folder, config)).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void thoseOfAnAccountAreToldWithWhatSwitchesThemOff(LiveDatabase database) throws Exception {
        if (database != LiveDatabase.MARIADB) {
            return; // mailcow runs on nothing else
        }
        mailcow();
        Footholds passwords = of(database, "preset = mailcow\n");
        Foothold off =
                new Foothold(
                        passwords.of("Rossi@example.org").getLast().where(),
                        "app password \"old \"tablet\"\", made 2020-01-02 03:04:05, is off",
                        false);
        assertEquals(
                List.of(
                        new Foothold(
                                OFF,
                                "app password \"phone\", made 2026-11-20 08:15:00," + WORKS,
                                true),
                        off),
                passwords.of(ROSSI));
        try (Connection connection = database.connect();
                Statement typed = connection.createStatement()) {
            typed.execute(OFF);
        }
        assertEquals(
                List.of(
                        new Foothold(
                                off.where(),
                                "app password \"phone\", made 2026-11-20 08:15:00, is off",
                                false),
                        off),
                passwords.of(ROSSI));
        assertEquals(List.of(), passwords.of("neri@example.org"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aTableOfOnesOwnNeedsNoColumnThatSaysWhetherTheyWork(LiveDatabase database)
            throws Exception {
        database.fill(
                """
                CREATE TABLE tokens (label VARCHAR(255), made VARCHAR(30), login VARCHAR(255));
                INSERT INTO tokens VALUES ('phone', NULL, 'rossi@example.org');
                """);
        Footholds passwords =
                of(
                        database,
                        "app-passwords = SELECT label AS name, made AS created FROM tokens"
                                + " WHERE login = ?\n");
        List<Foothold> found = passwords.of(ROSSI);
        assertEquals(
                List.of(
                        new Foothold(
                                found.getFirst().where(), "app password \"phone\"" + WORKS, true)),
                found);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aNameFromAStrangersLoginEndsNoStatement(LiveDatabase database) throws Exception {
        database.fill(
                """
                CREATE TABLE tokens (name VARCHAR(255), created VARCHAR(30), login VARCHAR(255));
                INSERT INTO tokens VALUES ('a', '', 'rossi@example.org'), ('b', '', 'x'' or ''1');
                """);
        Footholds passwords =
                of(
                        database,
                        "app-passwords = SELECT name, created FROM tokens WHERE login = ?\n"
                                + "app-passwords-off = DELETE FROM tokens WHERE login = ?\n");
        assertEquals(List.of(), passwords.of("' OR 1=1 --"));
        assertEquals(
                "DELETE FROM tokens WHERE login = 'rossi@example.org';",
                passwords.of(ROSSI).getFirst().where());
        List<Foothold> hostile = passwords.of("x' or '1");
        assertEquals(1, hostile.size());
        assertEquals("sql", hostile.getFirst().where().substring(0, 3));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void moreThanAHundredAreToldAsMore(LiveDatabase database) throws Exception {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            rows.add("('p" + i + "', '', 'rossi@example.org')");
        }
        database.fill(
                "CREATE TABLE tokens (name VARCHAR(255), created VARCHAR(30), login VARCHAR(255));\n"
                        + "INSERT INTO tokens VALUES "
                        + String.join(", ", rows)
                        + ";\n");
        List<Foothold> found =
                of(database, "app-passwords = SELECT name, created FROM tokens WHERE login = ?\n")
                        .of(ROSSI);
        assertEquals(101, found.size());
        assertEquals("and more app passwords", found.getLast().what());
    }

    @Test
    void whereNoStatementIsKnownNoneAreLookedFor() throws Exception {
        Path config = Files.writeString(folder.resolve("a.conf"), "preset=iredmail\n");
        assertEquals(Optional.empty(), SqlAppPasswords.of(config));
    }

    @Test
    void aStatementHasOnePlaceForTheAccount() throws Exception {
        Path config =
                Files.writeString(
                        folder.resolve("a.conf"), "app-passwords = SELECT name, created FROM t\n");
        String said =
                assertThrows(IOException.class, () -> SqlAppPasswords.of(config)).getMessage();
        assertEquals(config + ": app-passwords has one ? in the place of the account", said);
    }
}
