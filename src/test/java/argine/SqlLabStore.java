// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import argine.server.sql.LiveDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The lab's accounts in a database, which its Dovecot asks for passwords and for mailboxes. */
final class SqlLabStore implements LabStore {
    private final LiveDatabase database;
    private final Path dovecot;
    private final Path config;

    private SqlLabStore(LiveDatabase database, Path dovecot, Path config) {
        this.database = database;
        this.dovecot = dovecot;
        this.config = config;
    }

    /** Moves the accounts over; after that Dovecot has to read its configuration again. */
    static LabStore moved(LiveDatabase database, Path lab, Path folder) throws Exception {
        Path dovecot = lab.resolve("dovecot");
        database.fill(table(dovecot.resolve("users"), lab.resolve("mail")));
        Path asked =
                Files.writeString(
                        dovecot.resolve("sql.conf"),
                        """
                        driver = %s
                        connect = host=127.0.0.1 port=%d dbname=mail user=argine password=%s
                        password_query = SELECT username AS user, password FROM mailbox \\
                          WHERE username = '%%Lu' AND active = 1
                        user_query = SELECT 5000 AS uid, 5000 AS gid, home FROM mailbox \\
                          WHERE username = '%%Lu'
                        """
                                .formatted(driver(database), database.port(), database.password()));
        Path file = dovecot.resolve("dovecot.conf");
        String before = Files.readString(file);
        String after =
                before.replaceFirst(
                                "driver = passwd-file\\s+args = scheme=CRYPT[^\\n]*",
                                "driver = sql\n  args = " + asked)
                        .replaceFirst(
                                "userdb \\{[^}]*\\}",
                                "userdb {\n  driver = sql\n  args = " + asked + "\n}");
        assertNotEquals(before, after);
        Files.writeString(file, after);
        String columns =
                "table = mailbox\nkey = username\npassword-column = password\nlock = active=0\n";
        return new SqlLabStore(database, dovecot, database.config(folder, columns));
    }

    /** The module of Dovecot that asks this database. */
    static Path module(LiveDatabase database) {
        return Path.of("/usr/lib/dovecot/modules/auth/libdriver_" + driver(database) + ".so");
    }

    private static String driver(LiveDatabase database) {
        return database == LiveDatabase.POSTGRESQL ? "pgsql" : "mysql";
    }

    private static String table(Path users, Path mail) throws IOException {
        StringBuilder rows =
                new StringBuilder(
                        "CREATE TABLE mailbox (username VARCHAR(255) PRIMARY KEY,"
                                + " password VARCHAR(255), name VARCHAR(80), home VARCHAR(255),"
                                + " quota BIGINT, modified TIMESTAMP NULL, active SMALLINT);\n");
        for (String line : Files.readAllLines(users)) {
            String[] fields = line.split(":", 3);
            String[] names = fields[0].split("@", 2);
            rows.append(
                    ("INSERT INTO mailbox VALUES ('%s', '%s', 'Zo\u00eb %s', '%s',"
                                    + " 1073741824, '2026-11-20 08:15:00', 1);%n")
                            .formatted(
                                    fields[0],
                                    fields[1],
                                    names[0],
                                    mail.resolve(names[1]).resolve(names[0])));
        }
        return rows.toString();
    }

    @Override
    public List<String> options() {
        return List.of("--accounts-config", config.toString());
    }

    @Override
    public String toString() {
        return database.toString();
    }

    /** Whole rows, all of them. */
    @Override
    public List<String> kept() throws IOException, SQLException {
        List<String> kept = new ArrayList<>(LabStore.files(dovecot));
        try (Connection connection = database.connect();
                Statement asked = connection.createStatement();
                ResultSet rows = asked.executeQuery("SELECT * FROM mailbox ORDER BY username")) {
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.append('|').append(rows.getString(i));
                }
                kept.add(row.toString());
            }
        }
        return kept;
    }
}
