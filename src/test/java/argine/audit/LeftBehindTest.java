// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argine.audit.PasswordReport.Remark;
import argine.mail.Account;
import argine.mail.StoredPassword;
import argine.server.access.AccessFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftBehindTest {
    private static final String ADVICE = "ask its owner; thieves leave such things behind";

    @TempDir Path folder;

    private final List<String> trouble = new ArrayList<>();

    private List<Remark> of(String pattern, String... names) throws IOException {
        List<Account> accounts = new ArrayList<>();
        for (String name : names) {
            accounts.add(new Account(name, List.of(), StoredPassword.LOCKED, Account.Traits.NONE));
        }
        return LeftBehind.of(
                accounts, AccessFinder.homes(folder + pattern, Optional.empty()), trouble);
    }

    private Path write(String place, String text) throws IOException {
        Path file = folder.resolve(place);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void rulesThatSendMailOutOfTheHouseAreTold() throws IOException {
        Path script =
                write(
                        "example.org/rossi/.dovecot.sieve",
                        "require \"copy\";\nredirect :copy \"me@elsewhere.test\";\n"
                                + "redirect \"verdi@EXAMPLE.com\";\nvacation \"away\";\n");
        Path other = write("example.org/rossi/sieve/..sieve", "redirect \"you@elsewhere.test\";\n");
        Path forward =
                write(
                        "example.com/verdi/.forward",
                        "rossi@example.org\nx@elsewhere.test\n|/bin/x\n");
        assertEquals(
                List.of(
                        new Remark(
                                "rossi@example.org",
                                "redirects mail to me@elsewhere.test (" + script + ")",
                                ADVICE),
                        new Remark(
                                "rossi@example.org",
                                "redirects mail to you@elsewhere.test (the script is not active) ("
                                        + other
                                        + ")",
                                ADVICE),
                        new Remark(
                                "verdi@example.com",
                                "forwards to x@elsewhere.test (" + forward + ")",
                                ADVICE),
                        new Remark(
                                "verdi@example.com",
                                "forwards to |/bin/x (" + forward + ")",
                                ADVICE)),
                of("/%d/%n", "rossi@example.org", "verdi@example.com", "none@example.org"));
        assertEquals(List.of(), trouble);
    }

    @Test
    void aNameThatLeadsElsewhereIsNoHome() throws IOException {
        write("secret/.forward", "x@elsewhere.test\n");
        String[] names = {"../secret@example.org", "a/../../secret", "a@../secret", "%d@x.test"};
        assertEquals(List.of(), of("/homes/%d/%n", names));
        assertEquals(
                List.of(
                        "the home of ../secret@example.org not read: no name of a folder",
                        "the home of a/../../secret not read: no name of a folder",
                        "the home of a@../secret not read: no name of a folder",
                        "the home of %d@x.test not read: no name of a folder"),
                trouble);
    }

    @Test
    void aPatternThatNamesNoHomesIsRefused() {
        for (String wrong : List.of("homes/%u", "/homes", "/homes/%x", "")) {
            assertThrows(
                    IOException.class, () -> AccessFinder.homes(wrong, Optional.empty()), wrong);
        }
    }
}
