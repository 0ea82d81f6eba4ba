// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Channel;
import argine.guard.Directory;
import argine.server.sql.LiveDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code [password]} over accounts in real databases. */
class PasswordSectionTest {
    private static final Instant ROSSI = Instant.parse("2026-03-31T10:00:00Z");

    @TempDir Path folder;

    static List<LiveDatabase> databases() {
        return LiveDatabase.here();
    }

    private Setup read(String text) throws IOException {
        return new GuardFile(Files.writeString(folder.resolve("guard.toml"), text)).read();
    }

    private Path policy(String text) throws IOException {
        return Files.writeString(folder.resolve("policy.conf"), text);
    }

    /** iRedMail's table, in which verdi never set a password and neri logs in for a program. */
    private String directory(LiveDatabase database) throws Exception {
        database.fill(
                """
                CREATE TABLE mailbox (username VARCHAR(255), password VARCHAR(255),
                    name VARCHAR(255), active SMALLINT, passwordlastchange TIMESTAMP NULL,
                    isadmin SMALLINT, isglobaladmin SMALLINT);
                CREATE TABLE forwardings (address VARCHAR(255), forwarding VARCHAR(255),
                    active SMALLINT);
                INSERT INTO mailbox VALUES
                    ('Rossi@example.org', '{X}a', '', 1, '2025-12-31 10:00:00', 0, 0),
                    ('verdi@example.org', '{X}a', '', 1, NULL, 0, 0),
                    ('neri@example.org', '{X}a', '', 1, '2020-01-01 00:00:00', 0, 0);
                INSERT INTO forwardings VALUES ('info@example.org', 'rossi@example.org', 1);
                """);
        return "[directory]\naccounts-config = \""
                + database.config(folder, "preset = iredmail\n")
                + "\"\n";
    }

    @ParameterizedTest
    @MethodSource("databases")
    void theDateOfChangeSaysWhenALoginIsRefused(LiveDatabase database) throws Exception {
        Setup setup =
                read(
                        directory(database)
                                + "[password]\npolicy = \""
                                + policy("expireAfterDays = 90\n")
                                + "\"\nexcept = [\"Neri@example.org\"]\n");
        Directory directory = setup.directory();
        for (Channel way : List.of(Channel.MAILBOX, Channel.SUBMISSION)) {
            assertEquals(Optional.of(ROSSI), directory.passwordExpires("rossi@example.org", way));
            assertEquals(Optional.empty(), directory.passwordExpires("verdi@example.org", way));
            assertEquals(Optional.empty(), directory.passwordExpires("neri@example.org", way));
        }
        String summary = GuardFile.summary(setup);
        assertTrue(summary.contains(", 3 accounts (passwords that expire: 1), "), summary);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void withoutTheSectionNoPasswordIsTooOld(LiveDatabase database) throws Exception {
        Directory directory = read(directory(database)).directory();
        assertEquals(
                Optional.empty(),
                directory.passwordExpires("rossi@example.org", Channel.SUBMISSION));
        assertEquals(
                Set.of("rossi@example.org", "info@example.org"),
                directory.addressesOf("rossi@example.org"));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void readingMayGoOnWhenOnlySendingIsRefused(LiveDatabase database) throws Exception {
        Directory directory =
                read(directory(database)
                                + "[password]\npolicy = \"legacy\"\nrefuse = \"sending\"\n")
                        .directory();
        assertEquals(
                Optional.of(ROSSI),
                directory.passwordExpires("rossi@example.org", Channel.SUBMISSION));
        assertEquals(
                Optional.empty(), directory.passwordExpires("rossi@example.org", Channel.MAILBOX));
    }

    @Test
    void aPolicyByWhichNothingExpiresIsAMistake() throws Exception {
        Path users = Files.writeString(folder.resolve("users"), "rossi@example.org:{X}a\n");
        String text = "[directory]\npasswd-file = \"" + users + "\"\n[password]\npolicy = ";
        assertEquals(
                "modern: no password expires by it; set expireAfterDays",
                assertThrows(IOException.class, () -> read(text + "\"modern\"\n")).getMessage());
        assertEquals(
                folder.resolve("guard.toml") + ":5: password.refuse: one of everything, sending",
                assertThrows(IOException.class, () -> read(text + "\"legacy\"\nrefuse = \"x\"\n"))
                        .getMessage());
    }
}
