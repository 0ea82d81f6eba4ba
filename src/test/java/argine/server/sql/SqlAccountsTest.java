// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Account;
import argine.mail.Account.Traits;
import argine.mail.StoredPassword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Accounts in real databases, in the tables of the programs that have a preset. */
class SqlAccountsTest {
    @TempDir Path folder;

    static List<LiveDatabase> databases() {
        return LiveDatabase.here();
    }

    private List<Account> accounts(LiveDatabase database, String tables, String config)
            throws IOException, SQLException {
        database.fill(tables);
        return SqlAccounts.of(database.config(folder, config)).list().accounts();
    }

    private static String complaint(LiveDatabase database, Path config) {
        String message =
                assertThrows(IOException.class, () -> SqlAccounts.of(config).list()).getMessage();
        assertFalse(message.contains(database.password()), message);
        assertTrue(message.startsWith(config.toString()), message);
        return message.substring(config.toString().length());
    }

    private static Account account(
            String name, String stored, String alias, String changed, boolean off, boolean admin) {
        return new Account(
                name,
                alias.isEmpty() ? List.of() : List.of(alias),
                StoredPassword.of(stored, "CRYPT"),
                new Traits(
                        "Mario Rossi",
                        "",
                        changed.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(changed)),
                        Optional.empty(),
                        off,
                        admin));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void postfixadminsTablesAreKnown(LiveDatabase database) throws Exception {
        String flag = database == LiveDatabase.POSTGRESQL ? "BOOLEAN" : "TINYINT(1)";
        String tables =
                """
                CREATE TABLE mailbox (username VARCHAR(255), password VARCHAR(255), name VARCHAR(255),
                    maildir VARCHAR(255), local_part VARCHAR(255), domain VARCHAR(255), active FLAG);
                CREATE TABLE admin (username VARCHAR(255), password VARCHAR(255), active FLAG);
                CREATE TABLE alias (address VARCHAR(255), goto TEXT, domain VARCHAR(255), active FLAG);
                INSERT INTO mailbox VALUES
                    ('rossi@example.org', '$1$ab$cd', 'Mario Rossi', 'x/', 'rossi', 'example.org', TRUE),
                    ('verdi@example.org', '{PLAIN}x', 'Mario Rossi', 'x/', 'verdi', 'example.org', FALSE);
                INSERT INTO admin VALUES ('verdi@example.org', '', TRUE);
                INSERT INTO alias VALUES ('rossi@example.org', 'rossi@example.org', 'example.org', TRUE),
                    ('sales@example.org', 'a@elsewhere.test,rossi@example.org', 'example.org', TRUE),
                    ('old@example.org', 'rossi@example.org', 'example.org', FALSE),
                    ('@example.org', 'rossi@example.org', 'example.org', TRUE);
                """
                        .replace("FLAG", flag);
        assertEquals(
                List.of(
                        account(
                                "rossi@example.org",
                                "$1$ab$cd",
                                "sales@example.org",
                                "",
                                false,
                                false),
                        account("verdi@example.org", "{PLAIN}x", "", "", true, true)),
                accounts(database, tables, "preset = postfixadmin\n"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void iredmailsTablesAreKnown(LiveDatabase database) throws Exception {
        String tables =
                """
                CREATE TABLE mailbox (username VARCHAR(255), password VARCHAR(255), name VARCHAR(255),
                    isadmin SMALLINT, isglobaladmin SMALLINT, passwordlastchange TIMESTAMP NULL,
                    active SMALLINT);
                CREATE TABLE forwardings (address VARCHAR(255), forwarding VARCHAR(255),
                    is_alias SMALLINT, active SMALLINT);
                INSERT INTO mailbox VALUES
                    ('rossi@example.org', '{SSHA512}x', 'Mario Rossi', 0, 1, '2026-03-01 10:11:12', 1),
                    ('verdi@example.org', '{PLAIN}x', 'Mario Rossi', 0, 0, '1970-01-02 01:01:01', 0);
                INSERT INTO forwardings VALUES
                    ('sales@example.org', 'rossi@example.org', 1, 1);
                """;
        assertEquals(
                List.of(
                        account(
                                "rossi@example.org",
                                "{SSHA512}x",
                                "sales@example.org",
                                "2026-03-01T10:11:12Z",
                                false,
                                true),
                        account("verdi@example.org", "{PLAIN}x", "", "", true, false)),
                accounts(database, tables, "preset = iredmail\n"));
    }

    /** Who was logged in to when, where that is known. */
    private List<String> used(LiveDatabase database, String tables, String config)
            throws IOException, SQLException {
        return accounts(database, tables, config).stream()
                .flatMap(
                        one ->
                                one.traits().lastLogin().stream()
                                        .map(when -> one.name() + " " + when))
                .toList();
    }

    private static final String IREDMAIL =
            """
            CREATE TABLE mailbox (username VARCHAR(255), password VARCHAR(255), name VARCHAR(255),
                isadmin SMALLINT, isglobaladmin SMALLINT, passwordlastchange TIMESTAMP NULL,
                active SMALLINT);
            CREATE TABLE forwardings (address VARCHAR(255), forwarding VARCHAR(255), active SMALLINT);
            INSERT INTO mailbox VALUES
                ('rossi@example.org', 'x', 'M', 0, 1, NULL, 1),
                ('verdi@example.org', 'x', 'V', 0, 0, NULL, 1);
            """;

    @ParameterizedTest
    @MethodSource("databases")
    void whenAnAccountWasUsedLastIsKnownWhereIredmailKeepsIt(LiveDatabase database)
            throws Exception {
        String logins =
                IREDMAIL
                        + """
                        CREATE TABLE last_login (username VARCHAR(255), imap INT, pop3 INT, lda INT);
                        INSERT INTO last_login VALUES
                            ('Rossi@example.org', 1700000000, NULL, 1790000000),
                            ('verdi@example.org', NULL, NULL, 1790000000);
                        """;
        assertEquals(
                List.of("rossi@example.org 2023-11-14T22:13:20Z"),
                used(database, logins, "preset = iredmail\n"));
        assertEquals(List.of(), used(database, IREDMAIL, "preset = iredmail\n"));
        Path own = database.config(folder, "preset = iredmail\nlast-logins = SELECT a, b FROM c\n");
        assertTrue(complaint(database, own).contains("a table or a column that is not there"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theLatestLoginOfSeveralCountsInMailcowAndModoboa(LiveDatabase database) throws Exception {
        String modoboa =
                """
                CREATE TABLE core_user (id INT, email VARCHAR(255), password VARCHAR(255),
                    first_name VARCHAR(99), last_name VARCHAR(99), is_active BOOLEAN,
                    is_superuser BOOLEAN, last_login TIMESTAMP NULL);
                CREATE TABLE admin_mailbox (id INT, user_id INT);
                CREATE TABLE admin_alias (id INT, address VARCHAR(255), enabled BOOLEAN);
                CREATE TABLE admin_aliasrecipient (address VARCHAR(255), alias_id INT);
                INSERT INTO core_user VALUES
                    (1, 'rossi@example.org', 'x', 'M', 'R', TRUE, FALSE, '2025-01-02 03:04:05'),
                    (2, 'verdi@example.org', 'x', 'V', 'V', TRUE, FALSE, NULL);
                INSERT INTO admin_mailbox VALUES (7, 1), (8, 2);
                """;
        assertEquals(
                List.of("rossi@example.org 2025-01-02T03:04:05Z"),
                used(database, modoboa, "preset = modoboa\n"));
        if (database != LiveDatabase.MARIADB) {
            return; // mailcow runs on nothing else
        }
        String mailcow =
                """
                CREATE TABLE mailbox (username VARCHAR(255), password VARCHAR(255), name VARCHAR(255),
                    kind VARCHAR(100), attributes JSON, active TINYINT(1));
                CREATE TABLE alias (address VARCHAR(255), goto TEXT, active TINYINT(1));
                CREATE TABLE sasl_log (service VARCHAR(32), app_password INT, username VARCHAR(255),
                    real_rip VARCHAR(64), datetime DATETIME);
                INSERT INTO mailbox VALUES ('rossi@example.org', 'x', 'M', '', '{}', 1);
                INSERT INTO sasl_log VALUES ('imap', 0, 'rossi@example.org', 'x', '2026-01-02 03:04:05'),
                    ('smtp', 0, 'rossi@example.org', 'y', '2026-05-06 07:08:09');
                """;
        assertEquals(
                List.of("rossi@example.org 2026-05-06T07:08:09Z"),
                used(database, mailcow, "preset = mailcow\n"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void modoboasTablesAreKnown(LiveDatabase database) throws Exception {
        String tables =
                """
                CREATE TABLE core_user (id INT, email VARCHAR(255), password VARCHAR(255),
                    first_name VARCHAR(99), last_name VARCHAR(99), is_active BOOLEAN,
                    is_superuser BOOLEAN);
                CREATE TABLE admin_mailbox (id INT, user_id INT);
                CREATE TABLE admin_alias (id INT, address VARCHAR(255), enabled BOOLEAN);
                CREATE TABLE admin_aliasrecipient (address VARCHAR(255), alias_id INT);
                INSERT INTO core_user VALUES
                    (1, 'rossi@example.org', '{SHA512-CRYPT}$6$x', 'Mario', 'Rossi', TRUE, FALSE),
                    (2, 'nobox@example.org', '{PLAIN}x', 'No', 'Mailbox', TRUE, TRUE);
                INSERT INTO admin_mailbox VALUES (7, 1);
                INSERT INTO admin_alias VALUES (3, 'sales@example.org', TRUE);
                INSERT INTO admin_aliasrecipient VALUES ('rossi@example.org', 3);
                """;
        assertEquals(
                List.of(
                        account(
                                "rossi@example.org",
                                "{SHA512-CRYPT}$6$x",
                                "sales@example.org",
                                "",
                                false,
                                false)),
                accounts(database, tables, "preset = modoboa\n"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void mailcowsTablesAreKnown(LiveDatabase database) throws Exception {
        if (database != LiveDatabase.MARIADB) {
            return; // mailcow runs on nothing else
        }
        String tables =
                """
                CREATE TABLE mailbox (username VARCHAR(255), password VARCHAR(255), name VARCHAR(255),
                    kind VARCHAR(100), attributes JSON, active TINYINT(1));
                CREATE TABLE alias (address VARCHAR(255), goto TEXT, active TINYINT(1));
                INSERT INTO mailbox VALUES
                    ('rossi@example.org', '{BLF-CRYPT}$2y$x', 'Mario Rossi', '',
                        '{"passwd_update": "2026-03-01 10:11:12", "smtp_access": "1"}', 1),
                    ('room@example.org', '{PLAIN}x', 'Room', 'location', '{}', 1),
                    ('verdi@example.org', '{PLAIN}x', 'Mario Rossi', '', '{}', 2);
                INSERT INTO alias VALUES ('sales@example.org', 'rossi@example.org', 1);
                """;
        assertEquals(
                List.of(
                        account(
                                "rossi@example.org",
                                "{BLF-CRYPT}$2y$x",
                                "sales@example.org",
                                "2026-03-01T10:11:12Z",
                                false,
                                false),
                        account("verdi@example.org", "{PLAIN}x", "", "", true, false)),
                accounts(database, tables, "preset = mailcow\n"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatCannotBeDoneIsSaidInOneLineWithoutASecret(LiveDatabase database) throws Exception {
        database.fill("CREATE TABLE people (username VARCHAR(9), password VARCHAR(9));\n");
        Path missing = database.config(folder, "list = SELECT username, password FROM nowhere\n");
        assertTrue(complaint(database, missing).contains("not there"));
        Path columns = database.config(folder, "list = SELECT username FROM people\n");
        assertEquals(
                ": the statement 'list' has to return username and password",
                complaint(database, columns));
        Path wrong = database.config(folder, "preset = iredmail\n");
        Files.writeString(wrong, Files.readString(wrong).replace("password = ", "password = not-"));
        assertTrue(complaint(database, wrong).contains("refuses this user or password"));
        Path nobody = database.config(folder, "preset = iredmail\n");
        Files.writeString(
                nobody, Files.readString(nobody).replace(":" + database.port() + "/", ":1/"));
        assertTrue(complaint(database, nobody).contains("cannot be reached"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void anAuditCannotWriteWhateverItsStatementSays(LiveDatabase database) throws Exception {
        database.fill(
                "CREATE TABLE people (username VARCHAR(9), password VARCHAR(9));\n"
                        + "INSERT INTO people VALUES ('rossi', 'x');\n");
        Path config =
                database.config(folder, "list = DELETE FROM people RETURNING username, password\n");
        assertTrue(complaint(database, config).contains("tries to write"));
        Path read = database.config(folder, "list = SELECT username, password FROM people\n");
        assertEquals(1, SqlAccounts.of(read).list().accounts().size());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void manyAccountsAreReadInPortions(LiveDatabase database) throws Exception {
        String series =
                database == LiveDatabase.POSTGRESQL
                        ? "SELECT 'u' || n, '{PLAIN}x' FROM generate_series(1, 20000) n"
                        : "SELECT CONCAT('u', seq), '{PLAIN}x' FROM seq_1_to_20000";
        database.fill(
                "CREATE TABLE people (username VARCHAR(9), password VARCHAR(9));\n"
                        + "INSERT INTO people "
                        + series
                        + ";\n");
        Path config = database.config(folder, "list = SELECT username, password FROM people\n");
        assertEquals(20_000, SqlAccounts.of(config).list().accounts().size());
    }
}
