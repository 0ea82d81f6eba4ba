// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.postfix.access.LiveSockets.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose session an smtpd process has, and which connections there are. */
class SmtpSessionsTest {
    private static final String START = "Nov 26 09:47:27 mail postfix/submission/smtpd[21522]: ";
    private static final String LOGIN =
            "032B91DE0C3: client=unknown[192.0.2.6], sasl_method=PLAIN, sasl_username=";

    @TempDir private Path folder;

    private static Map<Long, String> logins(String... rests) {
        return told(Arrays.stream(rests).map(rest -> START + rest).toArray(String[]::new));
    }

    private static Map<Long, String> told(String... lines) {
        RecentLogins logins = new RecentLogins(_ -> {});
        for (String line : lines) {
            logins.take(line);
        }
        return logins.told(Set.of(21522L));
    }

    @Test
    void theLoginOfASessionIsTheOneSinceItConnected() {
        assertEquals(
                Map.of(21522L, "rossi@example.org"),
                logins("connect from unknown[192.0.2.6]", LOGIN + "Rossi@example.org"));
        assertEquals(
                Map.of(),
                logins(
                        "connect from unknown[192.0.2.6]",
                        LOGIN + "rossi@example.org",
                        "disconnect from unknown[192.0.2.6] ehlo=1",
                        "connect from unknown[192.0.2.7]"));
        assertEquals(
                Map.of(21522L, "rossi@example.org"),
                logins(LOGIN + "rossi@example.org, sasl_sender=x@example.org"));
        assertEquals(
                Map.of(21522L, "rossi@example.org"),
                logins(LOGIN + "rossi@example.org, sasl_sender=x\u2028@example.org"),
                "what a client says of a sender hides no login");
    }

    @Test
    void fromWhereAnAccountHasSentIsKnownAfterItsSessionIsOver() {
        RecentLogins logins = new RecentLogins(_ -> {});
        for (String rest :
                List.of(
                        LOGIN + "Rossi@example.org",
                        "disconnect from unknown[192.0.2.6] ehlo=1",
                        "032B91DE0C4: client=x.test[2001:DB8::6]:4000, sasl_method=PLAIN,"
                                + " sasl_username=rossi@example.org",
                        "032B91DE0C5: client=mx.test[192.0.2.25]")) {
            logins.take(START + rest);
        }
        assertTrue(logins.hasSentFrom("ROSSI@example.org", "192.0.2.6"));
        assertTrue(logins.hasSentFrom("rossi@example.org", "2001:db8::6"));
        assertFalse(logins.hasSentFrom("rossi@example.org", "192.0.2.25"));
        assertFalse(logins.hasSentFrom("verdi@example.org", "192.0.2.6"));
    }

    @Test
    void whoBringsMailWithoutALoginDoesSoUntilTheSessionIsOver() {
        RecentLogins logins = new RecentLogins(_ -> {});
        String brought = "032B91DE0C5: client=mx.test[192.0.2.25]";
        logins.take(START + "connect from mx.test[192.0.2.25]");
        assertFalse(logins.bringsMail(21522, 0), "nothing yet");
        logins.take(START + "NOQUEUE: reject: RCPT from mx.test[192.0.2.25]: helo=<" + brought);
        assertFalse(logins.bringsMail(21522, 0), "a greeting");
        logins.take(START + brought);
        assertTrue(logins.bringsMail(21522, 0));
        assertFalse(logins.bringsMail(21523, 0), "another process");
        logins.take(START + LOGIN + "rossi@example.org");
        assertFalse(logins.bringsMail(21522, 0), "it has logged in since");
        logins.take(START + brought + ", orig_queue_id=4hGB, orig_client=x[192.0.2.7]");
        logins.take(START + "disconnect from mx.test[192.0.2.25] ehlo=1");
        assertFalse(logins.bringsMail(21522, 0), "it is gone");
    }

    @Test
    void whoBroughtMailBeforeAnAccountIsRefusedMayHaveLoggedInSince() {
        RecentLogins logins = new RecentLogins(_ -> {});
        String brought = START + "032B91DE0C5: client=mx.test[192.0.2.25]";
        logins.take(brought);
        long refused = logins.read();
        assertTrue(logins.bringsMail(21522, 0), "for an account that was refused before");
        assertFalse(logins.bringsMail(21522, refused));
        logins.take(brought);
        assertTrue(logins.bringsMail(21522, refused));
    }

    @Test
    void whereTheLogCannotBeReadNobodyHasToldAnyMore() {
        AtomicBoolean broken = new AtomicBoolean();
        RecentLogins logins =
                new RecentLogins(
                        taker -> {
                            if (broken.get()) {
                                throw new IOException("no journal");
                            }
                            taker.accept(START + LOGIN + "rossi@example.org");
                        });
        assertEquals(Map.of(21522L, "rossi@example.org"), logins.of(Set.of(21522L)));
        broken.set(true);
        assertEquals(Map.of(), logins.of(Set.of(21522L)));
    }

    @Test
    void aLogThatEndedADayBeforeTheJournalIsNone() throws IOException {
        Path log = Files.createFile(folder.resolve("mail.log"));
        Instant journal = Instant.parse("2026-11-27T12:00:00Z");
        Files.setLastModifiedTime(log, FileTime.from(journal.minus(Duration.ofHours(23))));
        assertTrue(FileLines.isKept(log, Optional.of(journal)));
        Files.setLastModifiedTime(log, FileTime.from(journal.minus(Duration.ofHours(25))));
        assertFalse(FileLines.isKept(log, Optional.of(journal)));
        assertTrue(FileLines.isKept(log, Optional.empty()));
    }

    @Test
    void aNameInAGreetingIsNoLogin() {
        String greeting = "helo=<" + LOGIN + "rossi@example.org>";
        assertEquals(
                Map.of(),
                logins(
                        "connect from unknown[192.0.2.9]",
                        "NOQUEUE: reject: RCPT from x[192.0.2.9]: 554 denied; " + greeting,
                        "warning: x " + LOGIN + "rossi@example.org",
                        "032B91DE0C3: client=x[192.0.2.9] " + LOGIN + "rossi@example.org"));
    }

    @Test
    void aLineOfAnotherProgramThatQuotesOneOfOursIsNoLogin() {
        String quoted = "postfix/smtpd[21522]: " + LOGIN + "rossi@example.org";
        for (String line :
                List.of(
                        "Nov 26 09:47:27 mail postfix/cleanup[9]: 032B91DE0C3: message-id=< "
                                + quoted,
                        "2026-11-26T09:47:27+00:00 mail postfix/cleanup[9]: x: message-id="
                                + quoted,
                        "Nov 26 09:47:27 mail dovecot: " + quoted,
                        " mail " + quoted,
                        quoted)) {
            assertEquals(Map.of(), told(line), line);
        }
        assertEquals(
                Map.of(21522L, "bianchi@example.org"),
                logins(
                        "connect from unknown[192.0.2.6]",
                        LOGIN + "bianchi@example.org",
                        "warning: x postfix/smtpd[21522]: disconnect from unknown[192.0.2.6]"));
    }

    @Test
    void whateverTheTimeIsWrittenLikeALoginIsALogin() {
        for (String time :
                List.of(
                        "Nov  6 09:47:27",
                        "<22>Nov 26 09:47:27",
                        "2026-11-26T09:47:27.123456+00:00",
                        "2026-11-26T09:47:27Z")) {
            assertEquals(
                    Map.of(21522L, "rossi@example.org"),
                    told(
                            time
                                    + " mail postfix/submission/smtpd[21522]: "
                                    + LOGIN
                                    + "rossi@example.org"),
                    time);
        }
    }

    @Test
    void aLogIsReadOnceAndThenOnlyWhatIsNew() throws IOException {
        Path log = folder.resolve("mail.log");
        Files.writeString(log, START + "connect from x[192.0.2.6]\n" + START + LOGIN + "rossi@");
        RecentLogins logins = new RecentLogins(new FileLines(List.of(log)));
        assertEquals(Map.of(), logins.of(Set.of(21522L)));
        Files.writeString(log, "example.org\n", StandardOpenOption.APPEND);
        assertEquals(Map.of(21522L, "rossi@example.org"), logins.of(Set.of(21522L)));
        Files.writeString(log, "x".repeat((int) Files.size(log)));
        assertEquals(Map.of(21522L, "rossi@example.org"), logins.of(Set.of(21522L)));
        Files.writeString(log, START + "disconnect from x[192.0.2.6]\n");
        assertEquals(Map.of(), logins.of(Set.of(21522L)), "begun anew");
        Path next = folder.resolve("next");
        Files.writeString(next, START + LOGIN + "verdi@example.org\n" + "x\n".repeat(999));
        Files.move(next, log, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(Map.of(21522L, "verdi@example.org"), logins.of(Set.of(21522L)), "rotated");
    }

    @Test
    void aLineWithoutAnEndIsPassedOver() throws IOException {
        Path log = folder.resolve("mail.log");
        Files.writeString(
                log,
                "x".repeat(3_000_000) + "\n" + START + LOGIN + "rossi@example.org\n",
                StandardCharsets.UTF_8);
        assertEquals(
                Map.of(21522L, "rossi@example.org"),
                new RecentLogins(new FileLines(List.of(log))).of(Set.of(21522L)));
    }

    @Test
    void connectionsToOurPortsAreThoseThatSsLists() {
        String printed =
                "33     0      127.0.42.1:2588 127.0.66.7:49081 users:((\"submission\",pid=21532,fd=7))\n"
                        + "0      0      127.0.42.1:2587 127.0.66.6:49037 users:((\"smtpd\",pid=21522,fd=13))    \n"
                        + "0      0      127.0.42.1:2589  127.0.0.1:37754                                      \n"
                        + "0      0      [::1]:587  [2001:db8::6]:40000 users:((\"smtpd\",pid=7,fd=13),(\"x\",pid=8,fd=1))\n"
                        + "nonsense\n";
        assertEquals(
                List.of(
                        new Connection("127.0.42.1", 2587, "127.0.66.6", 49037, "smtpd", 21522),
                        new Connection("127.0.42.1", 2589, "127.0.0.1", 37754, "", 0),
                        new Connection("[::1]", 587, "[2001:db8::6]", 40000, "smtpd", 7)),
                LiveSockets.parse(printed, Set.of(587, 2587, 2589)::contains));
    }
}
