// SPDX-License-Identifier: Apache-2.0
package argine.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import argine.mail.Account;
import argine.mail.StoredPassword;
import argine.server.icewarp.rpc.IcewarpPlayed;
import argine.server.sql.LiveDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every directory of accounts must hold, whatever keeps it. */
class AccountsContractTest {
    private static final String SECRET = "unmistakable-secret-77";

    private static final List<IcewarpPlayed> PLAYED = new ArrayList<>();

    @TempDir Path folder;

    /**
     * A kind of directory with the same three accounts: with a password, locked, of any password.
     */
    record Kind(String name, Filled filled) {
        Accounts.Listing list(Path folder, String lineEnd) throws IOException {
            return Directories.accounts(filled.in(folder, lineEnd)).list();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Fills a directory, and says how it is asked for. */
    interface Filled {
        Directories.Asked in(Path folder, String lineEnd) throws IOException;
    }

    static List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        kinds.add(
                file(
                        "passwd-file",
                        """
                        # a comment
                        Rossi@example.org:{PLAIN}%s:5000:5000:Mario Rossi,,,:/home::userdb_x=1
                        locked@example.org:{CRYPT}!x
                        open@example.org::::::: nopassword allow_nets=::1

                        damaged %s
                        """,
                        AccountsContractTest::passwdFile));
        kinds.add(
                file(
                        "passwd-file with bars",
                        """
                        # a comment
                        Rossi@example.org|{PLAIN}%s|userdb_x=1
                        locked@example.org|{CRYPT}*
                        open@example.org||nopassword=y
                        damaged %s
                        """,
                        AccountsContractTest::passwdFile));
        kinds.add(
                file(
                        "shadow",
                        """
                        Rossi@example.org:{PLAIN}%s:19700:0:99999:7:::
                        locked@example.org:!:19700::::::
                        open@example.org::19700::::::
                        damaged %s
                        """,
                        file -> asked(none(), Optional.of(file), none(), none())));
        kinds.add(
                file(
                        "icewarp",
                        """
                        address,u_password,u_authmode,u_type,u_accountdisabled
                        Rossi@example.org,%s,0,0,0,
                        locked@example.org,*,0,0,1,
                        open@example.org,x,3,0,0,
                        list@example.org,,0,1,0,
                        damaged %s
                        """,
                        file -> asked(none(), none(), Optional.of(file), none())));
        kinds.add(icewarpTool());
        kinds.add(icewarpAdministration());
        LiveDatabase.here().forEach(database -> kinds.add(sql(database)));
        return kinds;
    }

    private static Kind file(String name, String text, Function<Path, Directories.Asked> ask) {
        return new Kind(
                name,
                (folder, lineEnd) -> {
                    Path file = folder.resolve("accounts");
                    String filled = String.format(text, SECRET, SECRET).replace("\n", lineEnd);
                    return ask.apply(Files.writeString(file, filled));
                });
    }

    /** A program that stands in for IceWarp's tool, in a folder as of an installation. */
    private static Kind icewarpTool() {
        String rows =
                """
                Rossi@example.org,,rossi,%s,0,0,0,0,0,
                locked@example.org,,locked,*,0,0,0,0,1,
                open@example.org,,open,x,3,0,0,0,0,
                list@example.org,,list,,0,1,0,0,0,
                damaged %s
                """;
        return new Kind(
                "icewarp's tool",
                (folder, lineEnd) -> {
                    String filled = String.format(rows, SECRET, SECRET).replace("\n", lineEnd);
                    Path printed = Files.writeString(folder.resolve("printed"), filled);
                    Path tool =
                            Files.writeString(
                                    folder.resolve("tool.sh"), "#!/bin/sh\ncat " + printed + "\n");
                    Files.setPosixFilePermissions(
                            tool, PosixFilePermissions.fromString("rwx------"));
                    return asked(none(), none(), Optional.of(folder), none());
                });
    }

    /** The administration of an IceWarp, played; the damaged account is one it does not tell of. */
    private static Kind icewarpAdministration() {
        return new Kind(
                "icewarp's administration",
                (folder, lineEnd) -> {
                    IcewarpPlayed server = new IcewarpPlayed(AccountsContractTest::played);
                    PLAYED.add(server);
                    Path config = Files.createTempFile(folder, "accounts", ".conf");
                    Files.writeString(
                            config,
                            String.join(
                                    lineEnd,
                                    "url = " + server.url(),
                                    "user = admin@example.org",
                                    "password = x",
                                    ""));
                    return asked(none(), none(), none(), Optional.of(config));
                });
    }

    private static String played(String request) {
        return switch (IcewarpPlayed.command(request)) {
            case "authenticate" -> IcewarpPlayed.result("");
            case "getdomainsinfolist" ->
                    IcewarpPlayed.result("<item><name>example.org</name></item>");
            case "getaccountsinfolist" ->
                    IcewarpPlayed.result(
                            listed("Rossi", 0)
                                    + listed("locked", 0)
                                    + listed("open", 0)
                                    + listed("list", 1)
                                    + listed("damaged", 0));
            default -> properties(request);
        };
    }

    private static String listed(String name, int type) {
        return String.format(
                "<item><email>%s@example.org</email><accounttype>%d</accounttype></item>",
                name, type);
    }

    private static String properties(String request) {
        if (request.contains("damaged@")) {
            return "<iq type=\"error\"><query><error uid=\"" + SECRET + " !\"/></query></iq>";
        }
        boolean locked = request.contains("locked@");
        String password = locked ? "*" : request.contains("Rossi@") ? SECRET : "x";
        return IcewarpPlayed.result(
                property("u_password", password)
                        + property("u_authmode", request.contains("open@") ? "3" : "0")
                        + property("u_accountdisabled", locked ? "1" : "0"));
    }

    private static String property(String name, String value) {
        return "<item><apiproperty><propname>"
                + name
                + "</propname></apiproperty><propertyval><val>"
                + value
                + "</val></propertyval></item>";
    }

    @AfterAll
    static void stopPlaying() {
        PLAYED.forEach(IcewarpPlayed::close);
        PLAYED.clear();
    }

    /** A table of the administrator's own; the damaged account is one without a name. */
    private static Kind sql(LiveDatabase database) {
        return new Kind(
                database.name(),
                (folder, lineEnd) -> {
                    String rows =
                            """
                            CREATE TABLE people (no INT, login VARCHAR(255), pw VARCHAR(255), free INT);
                            INSERT INTO people VALUES (1, 'Rossi@example.org', '{PLAIN}%s', 0),
                                (2, 'locked@example.org', NULL, 0), (3, 'open@example.org', NULL, 1),
                                (4, '', '{PLAIN}%s', 0);
                            """;
                    try {
                        database.fill(String.format(rows, SECRET, SECRET));
                    } catch (SQLException e) {
                        throw new IOException(e);
                    }
                    String list =
                            "list = SELECT login AS username, pw AS password,"
                                    + lineEnd
                                    + "  free AS nopassword FROM people ORDER BY no"
                                    + lineEnd;
                    Path config = database.config(folder, list);
                    return asked(none(), none(), none(), Optional.of(config));
                });
    }

    private static Optional<Path> none() {
        return Optional.empty();
    }

    private static Directories.Asked passwdFile(Path file) {
        return asked(Optional.of(file), none(), none(), none());
    }

    private static Directories.Asked asked(
            Optional<Path> passwd,
            Optional<Path> shadow,
            Optional<Path> icewarp,
            Optional<Path> sql) {
        return new Directories.Asked(
                passwd, shadow, icewarp, sql, List.of(), "CRYPT", List.of(), Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyAccountIsListedInOrderAndInSmallLetters(Kind kind) throws IOException {
        assertEquals(
                List.of("rossi@example.org", "locked@example.org", "open@example.org"),
                kind.list(folder, "\n").accounts().stream().map(Account::name).toList());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsKeptIsTheSecretAndWhatLetsAnybodyInIsSaid(Kind kind) throws IOException {
        for (String lineEnd : List.of("\n", "\r\n")) {
            List<Account> accounts = kind.list(folder, lineEnd).accounts();
            assertEquals(StoredPassword.of("{PLAIN}" + SECRET, ""), accounts.get(0).password());
            assertEquals(StoredPassword.State.OPEN, accounts.get(2).password().state());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aLockedAccountHasNoPasswordThatCouldBeTried(Kind kind) throws IOException {
        StoredPassword locked = kind.list(folder, "\n").accounts().get(1).password();
        assertFalse(locked.state() == StoredPassword.State.KEPT);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aDamagedLineIsToldByItsNumberAndNeverByItsText(Kind kind) throws IOException {
        Accounts.Listing listing = kind.list(folder, "\n");
        assertEquals(1, listing.trouble().size());
        assertFalse(listing.toString().contains(SECRET), listing.toString());
    }
}
