// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.Cli;
import argine.cli.desk.Surroundings;
import argine.server.sql.LiveDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Puts a thief out of a Dovecot that asks PostgreSQL for passwords, and caches the answers.
 *
 * <p>Only where the lab may be started, as {@link LiveLabTest}.
 */
class LiveSqlContainTest {
    private static final Path LAB = Path.of("/opt/argine-sql-" + ProcessHandle.current().pid());
    private static final String NET = "127.0.46";
    private static final Path DOVECOT = LAB.resolve("dovecot/dovecot.conf");
    private static final Path DRIVER = Path.of("/usr/lib/dovecot/modules/auth/libdriver_pgsql.so");
    private static final String OWNER = "bianchi@example.org";
    private static final String STOLEN = "Tr4monto-a-Como";
    private static final LiveDatabase DATABASE = LiveDatabase.POSTGRESQL;

    @TempDir Path folder;

    @Test
    void aThiefIsOutAlthoughDovecotCachesAndReleaseRestoresTheRow() throws Exception {
        if (!Boolean.getBoolean("argine.lab")
                || !Files.exists(DRIVER)
                || !LiveDatabase.here().contains(DATABASE)) {
            System.out.println("LiveSqlContainTest: not run, the lab or dovecot-pgsql is not here");
            return;
        }
        try {
            run("lab/lab.sh", "start");
            askPostgresql();
            String before = row();
            assertTrue(imap(STOLEN).startsWith("a OK"));
            assertTrue(imap(STOLEN).startsWith("a OK"), "from the cache");
            String said = contain(OWNER, "--yes");
            assertTrue(said.startsWith("SHUT " + OWNER), said);
            assertNotEquals(before, row());
            assertTrue(imap(STOLEN).startsWith("a NO"));
            contain("--release", OWNER, "--same-password", "--yes");
            assertEquals(before, row());
            assertTrue(isLetIn());
        } finally {
            run("lab/lab.sh", "wipe");
        }
    }

    /** Dovecot looks at its deny list once a second, and takes two for a refusal. */
    private static boolean isLetIn() throws Exception {
        for (int attempt = 0; attempt < 5; attempt++) {
            if (imap(STOLEN).startsWith("a OK")) {
                return true;
            }
        }
        return false;
    }

    /** Puts the lab's accounts into a table, and lets Dovecot ask there, with a cache. */
    private static void askPostgresql() throws Exception {
        StringBuilder rows =
                new StringBuilder(
                        "CREATE TABLE mailbox (username VARCHAR(255) PRIMARY KEY,"
                                + " password VARCHAR(255), active SMALLINT);\n");
        for (String line : Files.readAllLines(LAB.resolve("dovecot/users"))) {
            String[] fields = line.split(":", 3);
            rows.append(
                    "INSERT INTO mailbox VALUES ('%s', '%s', 1);%n"
                            .formatted(fields[0], fields[1]));
        }
        DATABASE.fill(rows.toString());
        Path sql = LAB.resolve("dovecot/sql.conf");
        Files.writeString(
                sql,
                """
                driver = pgsql
                connect = host=127.0.0.1 port=%d dbname=mail user=argine password=%s
                password_query = SELECT username AS user, password FROM mailbox \\
                  WHERE username = '%%Lu' AND active = 1
                """
                        .formatted(DATABASE.port(), DATABASE.password()));
        String config = Files.readString(DOVECOT);
        String changed =
                config.replaceFirst(
                        "driver = passwd-file\\s+args = scheme=CRYPT[^\\n]*",
                        "driver = sql\n  args = " + sql);
        assertNotEquals(config, changed);
        Files.writeString(DOVECOT, changed + "\nauth_cache_size = 1M\nauth_cache_ttl = 1 hour\n");
        run("doveadm", "-c", DOVECOT.toString(), "reload");
    }

    private static String row() throws Exception {
        try (Connection connection = DATABASE.connect();
                Statement asked = connection.createStatement();
                ResultSet rows =
                        asked.executeQuery(
                                "SELECT * FROM mailbox WHERE username = '" + OWNER + "'")) {
            assertTrue(rows.next());
            return rows.getString(1) + "|" + rows.getString(2) + "|" + rows.getString(3);
        }
    }

    private static String imap(String password) throws Exception {
        try (Visitor visitor = new Visitor("127.0.64.1", NET + ".1", 2143)) {
            return visitor.say("a login " + OWNER + " " + password);
        }
    }

    /** The same file each time: a journal knows a store by it. */
    private Path accounts() throws IOException {
        Path file = folder.resolve("accounts.conf");
        if (!Files.exists(file)) {
            Files.move(
                    DATABASE.config(
                            folder,
                            "table = mailbox\nkey = username\npassword-column = password\n"
                                    + "lock = active=0\n"),
                    file);
        }
        return file;
    }

    private String contain(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("contain"));
        all.addAll(List.of(words));
        all.addAll(
                List.of(
                        "--accounts-config",
                        accounts().toString(),
                        "--config",
                        LAB.resolve("postfix/etc").toString(),
                        "--dovecot",
                        DOVECOT.toString(),
                        "--store",
                        folder.resolve("store").toString()));
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        int code =
                Cli.run(
                        new Surroundings(writer, writer, Clock.systemDefaultZone(), false),
                        all.toArray(String[]::new));
        assertEquals(0, code, out::toString);
        return out.toString();
    }

    private static void run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LAB", LAB.toString());
        builder.environment().put("LAB_NET", NET);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        assertTrue(process.waitFor(5, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue(), String.join(" ", command));
    }
}
