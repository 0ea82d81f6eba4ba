// SPDX-License-Identifier: Apache-2.0
package argine.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import argine.mail.Account;
import argine.mail.StoredPassword;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every directory of accounts must hold, whatever keeps it. */
class AccountsContractTest {
    private static final String SECRET = "unmistakable-secret-77";

    @TempDir Path folder;

    /**
     * A kind of directory with the same three accounts: with a password, locked, of any password.
     */
    enum Kind {
        PASSWD_FILE(
                """
                # a comment
                Rossi@example.org:{PLAIN}%s:5000:5000:Mario Rossi,,,:/home::userdb_x=1
                locked@example.org:{CRYPT}!x
                open@example.org::::::: nopassword allow_nets=::1

                damaged %s
                """,
                file -> asked(Optional.of(file), Optional.empty(), Optional.empty())),
        PASSWD_FILE_WITH_BARS(
                """
                # a comment
                Rossi@example.org|{PLAIN}%s|userdb_x=1
                locked@example.org|{CRYPT}*
                open@example.org||nopassword=y
                damaged %s
                """,
                file -> asked(Optional.of(file), Optional.empty(), Optional.empty())),
        SHADOW(
                """
                Rossi@example.org:{PLAIN}%s:19700:0:99999:7:::
                locked@example.org:!:19700::::::
                open@example.org::19700::::::
                damaged %s
                """,
                file -> asked(Optional.empty(), Optional.of(file), Optional.empty())),
        ICEWARP(
                """
                address,u_password,u_authmode,u_type,u_accountdisabled
                Rossi@example.org,%s,0,0,0,
                locked@example.org,*,0,0,1,
                open@example.org,x,3,0,0,
                list@example.org,,0,1,0,
                damaged %s
                """,
                file -> asked(Optional.empty(), Optional.empty(), Optional.of(file)));

        private final String text;
        private final Function<Path, Servers.AskedAccounts> asked;

        Kind(String text, Function<Path, Servers.AskedAccounts> asked) {
            this.text = text;
            this.asked = asked;
        }

        private static Servers.AskedAccounts asked(
                Optional<Path> passwd, Optional<Path> shadow, Optional<Path> icewarp) {
            return new Servers.AskedAccounts(
                    passwd, shadow, icewarp, List.of(), "CRYPT", List.of());
        }

        Accounts.Listing list(Path folder, String lineEnd) throws IOException {
            Path file = folder.resolve("accounts");
            String filled = String.format(text, SECRET, SECRET).replace("\n", lineEnd);
            Files.writeString(file, filled, StandardCharsets.UTF_8);
            return Servers.accounts(asked.apply(file)).list();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyAccountIsListedInOrderAndInSmallLetters(Kind kind) throws IOException {
        assertEquals(
                List.of("rossi@example.org", "locked@example.org", "open@example.org"),
                kind.list(folder, "\n").accounts().stream().map(Account::name).toList());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsKeptIsTheSecretAndWhatLetsAnybodyInIsSaid(Kind kind) throws IOException {
        for (String lineEnd : List.of("\n", "\r\n")) {
            List<Account> accounts = kind.list(folder, lineEnd).accounts();
            assertEquals(StoredPassword.of("{PLAIN}" + SECRET, ""), accounts.get(0).password());
            assertEquals(StoredPassword.State.OPEN, accounts.get(2).password().state());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLockedAccountHasNoPasswordThatCouldBeTried(Kind kind) throws IOException {
        StoredPassword locked = kind.list(folder, "\n").accounts().get(1).password();
        assertFalse(locked.state() == StoredPassword.State.KEPT);
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedLineIsToldByItsNumberAndNeverByItsText(Kind kind) throws IOException {
        Accounts.Listing listing = kind.list(folder, "\n");
        assertEquals(1, listing.trouble().size());
        assertFalse(listing.toString().contains(SECRET), listing.toString());
    }
}
