// SPDX-License-Identifier: Apache-2.0
package argine.audit.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.audit.Effort;
import argine.audit.Memory;
import argine.audit.PasswordAudit;
import argine.audit.PasswordReport;
import argine.audit.PasswordReport.Weak;
import argine.audit.SmtpUse;
import argine.guard.wire.Listening;
import argine.guard.wire.Protocol;
import argine.mail.Account;
import argine.mail.StoredPassword;
import argine.mail.smtp.SmtpDoor;
import argine.server.Accounts;
import argine.store.Tries;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginGuessesTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final Account ROSSI =
            hidden("rossi@example.org", "sales@example.org", "x@a.test");
    private static final Account ANNA = hidden("anna@example.org", "info@example.org");

    @TempDir Path folder;

    private final Queue<String> tried = new ConcurrentLinkedQueue<>();
    private final List<Duration> waited = new ArrayList<>();

    private static Account hidden(String name, String... aliases) {
        return new Account(name, List.of(aliases), StoredPassword.HIDDEN, Account.Traits.NONE);
    }

    /** A server that lets rossi in with "sales", and says something else at one login. */
    private Protocol server(int odd, String says) {
        return connection -> {
            connection.write("220 mail.test\r\n".getBytes(StandardCharsets.US_ASCII));
            StringBuilder line = new StringBuilder();
            for (int b = connection.read(); b >= 0; b = connection.read()) {
                line.append((char) b);
                if (b == '\n') {
                    connection.write(
                            answer(line.toString().strip(), odd, says)
                                    .getBytes(StandardCharsets.US_ASCII));
                    line.setLength(0);
                }
            }
        };
    }

    private String answer(String line, int odd, String says) {
        if (!line.startsWith("AUTH PLAIN ")) {
            return line.startsWith("EHLO") ? "250-mail.test\r\n250 AUTH PLAIN\r\n" : "250 ok\r\n";
        }
        byte[] plain = Base64.getDecoder().decode(line.substring("AUTH PLAIN ".length()));
        String login = new String(plain, StandardCharsets.UTF_8).replace('\0', ' ').strip();
        tried.add(login);
        if (tried.size() == odd) {
            return says + "\r\n";
        }
        return login.equals("rossi@example.org sales")
                ? "235 2.7.0 welcome\r\n"
                : "535 5.7.8 Error: authentication failed\r\n";
    }

    private PasswordReport run(Protocol protocol, Account... accounts) throws IOException {
        Accounts.Listing listing = new Accounts.Listing(List.of(accounts), List.of());
        PasswordAudit.Options options =
                new PasswordAudit.Options(
                        Effort.QUICK,
                        List.of(),
                        false,
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        SmtpUse.UNKNOWN,
                        Optional.empty(),
                        CLOCK);
        PasswordReport report =
                new PasswordAudit(
                                options, Memory.none(), new PasswordAudit.Watcher() {}, () -> false)
                        .run(listing);
        try (Listening server = new Listening(protocol);
                Tries tries = Tries.take(folder, "login", CLOCK.instant())) {
            SmtpDoor door =
                    SmtpDoor.at(new InetSocketAddress("127.0.0.1", server.port()), "probe.test");
            return new LoginGuesses(door, 3, Duration.ofMinutes(1), waited::add, CLOCK)
                    .on(report, listing.accounts(), tries, () -> false);
        }
    }

    @Test
    void theNameAndTheAliasAreTriedOfEverybodyInTurnWithAPauseAfterEach() throws IOException {
        PasswordReport report = run(server(0, ""), ROSSI, ANNA);
        assertEquals(
                List.of(
                        "rossi@example.org rossi",
                        "anna@example.org anna",
                        "rossi@example.org sales",
                        "anna@example.org info",
                        "anna@example.org anna@example.org"),
                List.copyOf(tried));
        assertEquals(
                List.of(
                        new Weak(
                                "rossi@example.org",
                                "equals alias",
                                "sales@example.org",
                                "live login")),
                report.weak());
        assertEquals(
                "the source does not show the password; guesses that the live login refused: 3",
                report.notReadable().getFirst().why());
        assertEquals(5, waited.size());
        assertTrue(report.isFinished());
    }

    @Test
    void aSecondRunOnTheSameDayTriesNobodyOnceMoreThanAllowed() throws IOException {
        run(server(0, ""), ANNA);
        run(server(0, ""), ANNA);
        assertEquals(3, tried.size());
    }

    @Test
    void aRunThatWasEndedIsGoneOnWithAndGuessesNothingTwice() throws IOException {
        run(server(3, "421 4.7.0 too many errors"), ROSSI, ANNA);
        run(server(0, ""), ROSSI, ANNA);
        assertEquals(
                List.of(
                        "rossi@example.org rossi",
                        "anna@example.org anna",
                        "rossi@example.org sales",
                        "anna@example.org info",
                        "rossi@example.org rossi@example.org",
                        "anna@example.org anna@example.org"),
                List.copyOf(tried));
    }

    @Test
    void aCallThatComesToNoLoginIsNoTry() throws IOException {
        Protocol without =
                connection -> {
                    for (String says : List.of("220 a", "250-a\r\n250 AUTH LOGIN CRAM-MD5")) {
                        connection.write((says + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                    connection.read();
                };
        PasswordReport report = run(without, ANNA);
        assertTrue(report.trouble().getFirst().endsWith("no login by AUTH PLAIN is offered there"));
        run(server(0, ""), ANNA);
        assertEquals(3, tried.size());
    }

    @Test
    void anythingButAPlainNoEndsItAll() throws IOException {
        for (String says :
                List.of(
                        "454 4.7.0 Temporary authentication failure",
                        "421 4.7.0 too many errors",
                        "535 5.7.8 Account locked",
                        "554 5.7.1 no",
                        "HTTP/1.1 400")) {
            tried.clear();
            Files.deleteIfExists(folder.resolve("login-tries"));
            PasswordReport report = run(server(2, says), ROSSI, ANNA);
            assertEquals(2, tried.size(), says);
            assertFalse(report.isFinished());
            assertTrue(report.trouble().getFirst().contains("ended early"), says);
            assertTrue(report.weak().isEmpty());
        }
    }

    @Test
    void noPasswordIsKeptOrTold() throws IOException {
        PasswordReport report = run(server(0, ""), hidden("q@example.org", "zitrone7@example.org"));
        String kept = Files.readString(folder.resolve("login-tries"));
        assertFalse((report + kept).contains("zitrone7"), report + kept);
    }

    @Test
    void moreGuessesThanServersTakeAreNotMade() {
        SmtpDoor door = SmtpDoor.at(new InetSocketAddress("127.0.0.1", 25), "probe.test");
        assertThrows(
                IllegalArgumentException.class,
                () -> new LoginGuesses(door, 5, Duration.ZERO, waited::add, CLOCK));
    }
}
