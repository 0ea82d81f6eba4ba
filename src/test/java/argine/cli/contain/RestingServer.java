// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import argine.server.sql.LiveDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Dovecot and a Postfix that do not run, with all that a containment may change. */
final class RestingServer {
    private static final String HASH = "{SHA512-CRYPT}$6$abcdefgh$0123456789abcdef";
    private static final String TABLE =
            """
            CREATE TABLE mailbox (username VARCHAR(255) PRIMARY KEY, password VARCHAR(255),
              name VARCHAR(80), active SMALLINT);
            INSERT INTO mailbox VALUES ('rossi@example.org', '%1$s', 'Zo\u00eb', 1);
            INSERT INTO mailbox VALUES ('bianchi@example.org', '%1$s', 'Anna', 1);
            """
                    .formatted(HASH);

    private final Path folder;
    private final Optional<LiveDatabase> database;
    private final List<String> options = new ArrayList<>();

    private RestingServer(Path folder, Optional<LiveDatabase> database) {
        this.folder = folder;
        this.database = database;
    }

    static boolean canBeHere() {
        boolean can =
                Files.isExecutable(Path.of("/usr/bin/doveadm"))
                        && Files.isExecutable(Path.of("/usr/sbin/postconf"));
        if (!can) {
            System.err.println("left out: Dovecot or Postfix is not installed (see ./check)");
        }
        return can;
    }

    static RestingServer files(Path folder) throws IOException {
        RestingServer store = new RestingServer(folder, Optional.empty());
        store.write();
        return store;
    }

    static RestingServer rows(Path folder, LiveDatabase database) throws Exception {
        RestingServer store = new RestingServer(folder, Optional.of(database));
        store.write();
        database.fill(TABLE);
        String columns =
                "table = mailbox\nkey = username\npassword-column = password\nlock = active=0\n";
        store.options.addAll(
                List.of("--accounts-config", database.config(folder, columns).toString()));
        return store;
    }

    private void write() throws IOException {
        Path postfix = Files.createDirectories(folder.resolve("postfix"));
        Files.writeString(
                postfix.resolve("main.cf"),
                "queue_directory = " + Files.createDirectories(folder.resolve("spool")) + "\n");
        Files.writeString(postfix.resolve("master.cf"), "");
        Path config = folder.resolve("dovecot.conf");
        Files.writeString(
                config,
                """
                protocols = imap submission
                ssl = no
                base_dir = %1$s/run
                service auth {
                  user = root
                }
                passdb {
                  driver = passwd-file
                  deny = yes
                  args = username_format=%%Lu %1$s/deny
                }
                passdb {
                  driver = passwd-file
                  deny = yes
                  args = username_format=%%Ls/%%Lu %1$s/deny-sending
                }
                passdb {
                  driver = passwd-file
                  args = scheme=CRYPT username_format=%%Lu %1$s/users
                }
                """
                        .formatted(folder));
        String users = "# people\nbianchi@example.org:%1$s::::::\nrossi@example.org:%1$s:::::: \n";
        Files.writeString(folder.resolve("users"), users.formatted(HASH));
        Files.writeString(folder.resolve("deny"), "# nobody may\n");
        Files.writeString(folder.resolve("deny-sending"), "smtp/old@example.org:\n");
        Files.setPosixFilePermissions(
                folder.resolve("users"), PosixFilePermissions.fromString("rw-r-----"));
        options.addAll(List.of("--config", postfix.toString(), "--dovecot", config.toString()));
    }

    List<String> options() {
        return options;
    }

    /** Every byte, and every row. */
    List<String> all() throws IOException, SQLException {
        List<String> all = new ArrayList<>();
        for (String name : List.of("users", "deny", "deny-sending")) {
            Path file = folder.resolve(name);
            all.add(
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                            + " "
                            + Files.getAttribute(file, "unix:uid")
                            + " "
                            + Files.readString(file));
        }
        if (database.isPresent()) {
            try (Connection connection = database.get().connect();
                    Statement asked = connection.createStatement();
                    ResultSet rows =
                            asked.executeQuery("SELECT * FROM mailbox ORDER BY username")) {
                while (rows.next()) {
                    all.add(
                            rows.getString(1)
                                    + "|"
                                    + rows.getString(2)
                                    + "|"
                                    + rows.getString(3)
                                    + "|"
                                    + rows.getInt(4));
                }
            }
        }
        return all;
    }

    /** Files that were being written when a run was killed. */
    List<Path> unfinished() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().contains(".argine-")).toList();
        }
    }

    @Override
    public String toString() {
        return database.map(LiveDatabase::toString).orElse("passwd-file");
    }
}
