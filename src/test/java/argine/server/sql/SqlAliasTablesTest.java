// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argine.mail.Account;
import argine.server.Accounts;
import argine.server.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Aliases in tables {@code pgsql:} and {@code mysql:}, asked by the real postmap of real servers.
 */
class SqlAliasTablesTest {
    private static final Path MODULES = Path.of("/usr/lib/postfix");

    @TempDir Path folder;

    @Test
    void aliasesInADatabaseAreAskedForEveryAccountAndForSharedNames() throws Exception {
        for (LiveDatabase database : LiveDatabase.here()) {
            String type = database == LiveDatabase.POSTGRESQL ? "pgsql" : "mysql";
            if (!Files.exists(MODULES.resolve("postfix-" + type + ".so"))) {
                System.err.println("left out: postfix-" + type + " is not installed (see ./check)");
                continue;
            }
            database.fill(
                    """
                    CREATE TABLE alias (address VARCHAR(200), goto VARCHAR(900));
                    INSERT INTO alias VALUES ('sales@example.org', 'rossi@example.org');
                    INSERT INTO alias VALUES ('info@example.org', 'rossi@example.org,verdi@example.org');
                    INSERT INTO alias VALUES ('verdi@example.org', 'verdi@example.org, me@elsewhere.test');
                    INSERT INTO alias VALUES ('hidden@example.org', 'verdi@example.org');
                    """);
            assertEquals(
                    List.of(
                            account(
                                    "rossi@example.org",
                                    List.of("info@example.org", "sales@example.org")),
                            account(
                                    "verdi@example.org",
                                    List.of("info@example.org"),
                                    "me@elsewhere.test"),
                            account("o'hara@example.org", List.of())),
                    accounts(type + ":" + table(database, type, database.password())),
                    type);
            Path closed = table(database, type, "wrong");
            IOException why =
                    assertThrows(IOException.class, () -> accounts(type + ":" + closed), type);
            assertEquals(-1, why.getMessage().indexOf("wrong"), why::getMessage);
        }
    }

    private static String account(String name, List<String> aliases, String... forwards) {
        return name + " " + aliases + " " + List.of(forwards);
    }

    /** As Postfix's manual writes one; the server listens on a port of its own. */
    private Path table(LiveDatabase database, String type, String password) throws IOException {
        String host = "127.0.0.1" + ":" + database.port();
        return Files.writeString(
                folder.resolve(type + password.length() + ".cf"),
                """
                hosts = %s
                user = argine
                password = %s
                dbname = mail
                query = SELECT goto FROM alias WHERE address = '%%s'
                """
                        .formatted(type.equals("mysql") ? "inet:" + host : host, password));
    }

    private List<String> accounts(String table) throws IOException {
        Path main = Files.createDirectories(folder.resolve("postfix"));
        Files.writeString(main.resolve("main.cf"), "compatibility_level = 3.6\n");
        Path users =
                Files.writeString(
                        folder.resolve("users"),
                        "rossi@example.org:{PLAIN}a\nverdi@example.org:{PLAIN}b\no'hara@example.org:{PLAIN}c\n");
        Accounts accounts =
                Directories.accounts(
                        new Directories.Asked(
                                Optional.of(users),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                "CRYPT",
                                List.of(Path.of(table)),
                                Optional.of(main)));
        return accounts.list().accounts().stream().map(SqlAliasTablesTest::told).toList();
    }

    private static String told(Account account) {
        return account.name()
                + " "
                + account.aliases().stream().sorted().toList()
                + " "
                + account.traits().forwards();
    }
}
