// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.ClientAddress;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionRulesTest {
    private static final String A = "192.0.2.1 [00AA] 10:00:0";

    @TempDir Path folder;

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> failed(String... lines) throws IOException {
        return Told.lines(folder, lines).events().stream()
                .filter(event -> event.startsWith("LoginFailed"))
                .map(event -> event.replaceAll(".*account=(\\S+).*", "$1"))
                .toList();
    }

    @Test
    void aFileNameTellsServiceServerDayAndNumber() {
        assertEquals(
                new LogName('m', "1", LocalDate.of(2019, 9, 13), 1),
                LogName.of("m120190913-01.log").orElseThrow());
        assertEquals(
                new LogName('s', "", LocalDate.of(2010, 4, 12), 0),
                LogName.of("C:\\logs\\S20100412-00.LOG").orElseThrow());
        assertTrue(LogName.of("s20101312-00.log").isEmpty());
        assertTrue(LogName.of("mail.log").isEmpty());
    }

    @Test
    void everyFormOfATimeIsTheSameMoment() throws IOException {
        for (String time :
                List.of(
                        "10:00:00",
                        "10:00:00.000",
                        "Tue, 24 Nov 2026 11:00:00 +0100",
                        "2026-11-24T10:00:00Z",
                        "2026-11-24 10:00:00",
                        "2026-11-24T11:00:00.000+01:00",
                        "20261124 10:00:00",
                        "20261124T100000")) {
            Told told = Told.lines(folder, "192.0.2.1  [0A]  " + time + " >>> 220 h ESMTP");
            assertEquals(
                    "2026-11-24T10:00:00Z", told.reading().to().orElseThrow().toString(), time);
            assertEquals(0, told.reading().unreadLines(), time);
        }
    }

    @Test
    void midnightPassesWithinAFile() throws IOException {
        Told told =
                Told.lines(
                        folder,
                        "192.0.2.1 [0A] 23:59:58 >>> 220 h",
                        "192.0.2.1 [0A] 00:00:03 Disconnected");
        assertEquals("2026-11-25T00:00:03Z", told.reading().to().orElseThrow().toString());
    }

    @Test
    void aThreadThatComesAgainIsAnotherSession() throws IOException {
        assertEquals(
                List.of(
                        "Connected service=smtp client=192.0.2.1",
                        "Disconnected service=smtp client=192.0.2.1 commands=0/0 0 0/0 0",
                        "Connected service=smtp client=192.0.2.1"),
                Told.lines(
                                folder,
                                A + "0 Connected",
                                A + "0 >>> 220 h",
                                A + "1 Connected",
                                A + "1 >>> 220 h")
                        .events());
    }

    @Test
    void aSessionThatAnotherServiceLeftOpenIsNotGoneOnWith() throws IOException {
        Path pop = folder.resolve("p20261124-00.log");
        Path smtp = folder.resolve("s20261124-00.log");
        Files.write(pop, List.of("22.0.2.1 [00AA] 10:00:00 >>> +OK IceWarp POP3"));
        Files.write(smtp, List.of("12.0.2.1 [00AA] 10:00:01 >>> 220 h"));
        assertEquals(
                List.of("Connected service=smtp client=12.0.2.1"), Told.of(pop, smtp).events());
    }

    @Test
    void aSessionOverMidnightGoesOnHoweverFarAnotherServiceIsRead() throws IOException {
        Path before = folder.resolve("s20261124-00.log");
        Path mailbox = folder.resolve("m20261125-00.log");
        Path after = folder.resolve("s20261125-00.log");
        Files.write(before, List.of("192.0.2.1 [00AA] 23:59:59 >>> 220 h"));
        Files.write(mailbox, List.of("192.0.2.2 [00AB] 18:00:00 >>> * OK IceWarp IMAP"));
        Files.write(
                after,
                List.of(
                        "192.0.2.1 [00AA] 00:00:01 >>> 221 h",
                        "192.0.2.1 [00AA] 00:00:01 Disconnected"));
        assertEquals(
                List.of(
                        "Connected service=smtp client=192.0.2.1",
                        "Disconnected service=smtp client=192.0.2.1 commands=0/0 0 0/0 0"),
                Told.of(before, mailbox, after).events());
    }

    @Test
    void twoServersThatShareTheLoadHaveSessionsOfTheirOwn() throws IOException {
        Path one = folder.resolve("sa20261124-00.log");
        Path other = folder.resolve("sb20261124-00.log");
        Files.write(one, List.of("192.0.2.1 [00AA] 10:00:00 >>> 220 h"));
        Files.write(other, List.of("192.0.2.1 [00AA] 10:00:01 Disconnected"));
        assertEquals(
                List.of("Connected service=smtp client=192.0.2.1"), Told.of(one, other).events());
    }

    @Test
    void twoPeersWhoseKeysAreTheSameAreTwoSessions() throws IOException {
        String other = "%x".formatted(mixed("192.0.2.1") ^ mixed("192.0.2.7"));
        assertEquals(
                List.of(
                        "Connected service=smtp client=192.0.2.1",
                        "Disconnected service=smtp client=192.0.2.1 commands=0/0 0 0/0 0",
                        "Connected service=smtp client=192.0.2.7"),
                Told.lines(
                                folder,
                                "192.0.2.1 [0] 10:00:00 >>> 220 h",
                                "192.0.2.7 [" + other + "] 10:00:01 >>> 220 h")
                        .events());
    }

    /** What the key of a peer is before the thread comes in. */
    private static long mixed(String peer) {
        byte[] line = (peer + " [0] 10:00:00 x").getBytes(StandardCharsets.UTF_8);
        Parts parts = new Parts(ZoneOffset.UTC, Instant.EPOCH);
        parts.writer("s");
        assertTrue(parts.read(line, 0, line.length));
        long undone = parts.key;
        undone ^= undone >>> 29 ^ undone >>> 58;
        BigInteger two64 = BigInteger.ONE.shiftLeft(64);
        long inverse = new BigInteger("9E3779B97F4A7C15", 16).modInverse(two64).longValue();
        return undone * inverse;
    }

    @Test
    void everyMechanismNamesTheAccount() throws IOException {
        String no = A + "2 >>> 501 5.7.0 Authentication failed";
        assertEquals(
                List.of(
                        "login@x.test",
                        "plain@x.test",
                        "again@x.test",
                        "cram@x.test",
                        "digest@x.test",
                        "***",
                        "***"),
                failed(
                        A + "0 >>> 220 h",
                        A + "1 <<< auth login",
                        A + "1 >>> 334 VXNlcm5hbWU6",
                        A + "1 <<< " + base64("login@x.test"),
                        A + "1 >>> 334 UGFzc3dvcmQ6",
                        A + "1 <<< " + base64("p"),
                        no,
                        A + "1 <<< AUTH PLAIN " + base64("\0plain@x.test\0p"),
                        no,
                        A + "1 <<< AUTH PLAIN",
                        A + "1 >>> 334 ",
                        A + "1 <<< " + base64("\0again@x.test\0p"),
                        no,
                        A + "1 <<< AUTH CRAM-MD5",
                        A + "1 >>> 334 PDEyPg==",
                        A + "1 <<< " + base64("cram@x.test " + "0f".repeat(16)),
                        no,
                        A + "1 <<< AUTH DIGEST-MD5",
                        A + "1 >>> 334 x",
                        A + "1 <<< " + base64("charset=utf-8,username=\"digest@x.test\",nc=1"),
                        no,
                        A + "1 <<< AUTH LOGIN",
                        A + "1 >>> 334 x",
                        A + "1 <<< ***",
                        A + "1 >>> 334 x",
                        A + "1 <<< ***",
                        no,
                        A + "1 <<< AUTH PLAIN ~~~~",
                        no,
                        A + "1 <<< AUTH LOGIN",
                        A + "1 >>> 334 x",
                        A + "1 <<< *",
                        A + "1 >>> 501 5.0.0 Authentication canceled"));
    }

    @Test
    void mailboxLoginsAreRead() throws IOException {
        String m = "192.0.2.1 [0A] 10:00:00 ";
        assertEquals(
                List.of(
                        "LoginFailed service=imap account=rossi@x.test client=192.0.2.1 session=imap-3 why=UNSAID",
                        "LoggedIn service=imap account=rossi@x.test client=192.0.2.1 session=imap-3"),
                Told.named(
                                folder,
                                "m20261124-00.log",
                                m + ">>> * OK IceWarp IMAP4rev1",
                                m + "<<< a1 LOGIN \"rossi@x.test\" \"geheim\"",
                                m + ">>> a1 NO LOGIN failed",
                                m + "<<< a2 login rossi@x.test geheim",
                                m + ">>> a2 OK LOGIN completed",
                                m + "<<< a3 LOGOUT")
                        .events());
        assertEquals(
                List.of("LoggedIn service=pop3 account=rossi client=192.0.2.1 session=pop3-3"),
                Told.named(
                                folder,
                                "p20261124-00.log",
                                m + ">>> +OK IceWarp POP3",
                                m + "<<< USER rossi",
                                m + ">>> +OK rossi",
                                m + "<<< PASS geheim",
                                m + ">>> +OK 2 messages")
                        .events());
    }

    @Test
    void aRefusalSaysWhy() throws IOException {
        Told told =
                Told.lines(
                        folder,
                        A + "0 >>> 220 h",
                        A + "1 <<< EHLO pc",
                        A + "1 <<< MAIL FROM:<a@b.test>",
                        A + "1 >>> 250 ok",
                        A + "1 <<< RCPT TO:<c@far.test>",
                        A + "1 >>> 550 5.7.1 <c@far.test>... we do not relay",
                        A + "1 <<< RCPT TO:<d@x.test>",
                        A + "1 >>> 550 5.1.1 <d@x.test> User unknown; rejecting",
                        A + "2 Intrusion Prevention: IP blocked, reason code L");
        assertEquals(
                List.of(
                        "Rejected client=192.0.2.1 reason=RELAY_DENIED sender=a@b.test recipient=c@far.test helo=pc",
                        "Rejected client=192.0.2.1 reason=NO_SUCH_USER sender=a@b.test recipient=d@x.test helo=pc",
                        "Rejected client=192.0.2.1 reason=LIMIT helo=pc"),
                told.events().stream().filter(e -> e.startsWith("Rejected")).toList());
    }

    @Test
    void theSpamFiltersLineIsKnown() throws IOException {
        assertEquals(
                List.of("Noticed what=spam filter: SPAM"),
                Told.of(Path.of("src/test/corpus/icewarp/real/antispam.log")).events());
    }

    @Test
    void windowsAndSyslogWriteTheSameLines() throws IOException {
        Told told =
                Told.lines(
                        folder,
                        "\uFEFF192.0.2.1 [0A] 10:00:00 >>> 220 h\r",
                        "192.0.2.1 [0A] 10:00:01 <<< EHLO pc\r",
                        "192.0.2.1 [0A] 10:00:01 >>> 250-h hello\r",
                        "250-SIZE 1000\r",
                        "<134>Nov 24 10:00:02 mx icewarp[12]: 192.0.2.7 [0B] 10:00:02 >>> 220 h");
        assertEquals(
                List.of(
                        "Connected service=smtp client=192.0.2.1",
                        "Connected service=smtp client=192.0.2.7"),
                told.events());
        assertEquals(0, told.reading().unreadLines());
    }

    @Test
    void aLineThatIsNotUnderstoodShowsNoWordOfItself() throws IOException {
        Told told = Told.lines(folder, A + "0 >>> 220 h", "geheim " + base64("geheim"));
        assertEquals(1, told.reading().unreadLines());
        assertEquals("x x", told.reading().unread().getFirst().example().replace("=", ""));
    }

    @Test
    void aLevelWithoutDialogueIsTold() throws IOException {
        Told told =
                Told.lines(folder, A + "0 *** <a@b.test> <c@d.test> 1 348 00:00:00 OK RSH57823");
        assertEquals(
                List.of(
                        "Named queueId=RSH57823",
                        "Queued queueId=RSH57823 sender=a@b.test size=348 recipients=1"),
                told.events());
        assertTrue(
                told.reading().trouble().getFirst().startsWith("the log level of SMTP is too low"));
    }

    @Test
    void timesOfDayAreOfTheZoneThatTheGreetingTells() throws IOException {
        Told told =
                Told.lines(
                        folder,
                        A + "0 Connected",
                        "SYSTEM [0000] 10:00:00 something",
                        A + "1 >>> 220 h ESMTP IceWarp 14.0.0; Tue, 24 Nov 2026 10:00:01 +0545",
                        A + "2 <<< HELO pc");
        assertEquals("2026-11-24T04:15:02Z", told.reading().to().orElseThrow().toString());
        assertEquals("2026-11-24T04:15:00Z", told.reading().from().orElseThrow().toString());
    }

    @Test
    void aGreetingWhoseTimesDoNotAgreeTellsNoZone() throws IOException {
        Told told =
                Told.lines(
                        folder,
                        A + "1 >>> 220 h ESMTP IceWarp 14.0.0; Tue, 24 Nov 2026 07:00:01 +0545",
                        A + "2 >>> 220 h ESMTP IceWarp 14.0.0; Tue, 24 Nov 2026 10:00:01 +9945");
        assertEquals("2026-11-24T10:00:02Z", told.reading().to().orElseThrow().toString());
    }

    @Test
    void aLoginThatTheLogHidesIsWhoseTheQueueSaysOfTheSameClient() throws IOException {
        Logins logins = new Logins();
        logins.learn("rossi@x.test", ClientAddress.parse("192.0.2.1").orElseThrow());
        Path log =
                Files.write(
                        folder.resolve("s20261124-00.log"),
                        List.of(
                                A + "0 >>> 220 h",
                                A + "1 <<< AUTH LOGIN",
                                A + "1 >>> 334 VXNlcm5hbWU6",
                                A + "1 <<< ***",
                                A + "1 >>> 334 UGFzc3dvcmQ6",
                                A + "1 <<< ***",
                                A + "1 >>> 235 ok",
                                A + "1 <<< MAIL FROM:<a@x.test>",
                                A + "1 >>> 250 ok",
                                A + "1 <<< RCPT TO:<b@x.test>",
                                A + "1 >>> 250 ok",
                                A + "1 <<< DATA",
                                A + "1 >>> 250 ok Message id RSH57823"));
        Told told = Told.of(logins, log);
        assertTrue(
                told.events()
                        .contains(
                                "Submitted queueId=RSH57823 service=smtp client=192.0.2.1"
                                        + " account=rossi@x.test"),
                told.events()::toString);
        assertTrue(
                told.reading().trouble().stream()
                        .anyMatch(text -> text.contains("1 of them count for the account")));
        logins.learn("verdi@x.test", ClientAddress.parse("192.0.2.1").orElseThrow());
        assertTrue(
                Told.of(logins, log)
                        .events()
                        .contains(
                                "Submitted queueId=RSH57823 service=smtp client=192.0.2.1 account=***"));
    }

    @Test
    void aWordThatOnlyBeginsLikeAMsgIdEndsNoReading() throws IOException {
        Told told =
                Told.lines(
                        folder,
                        A + "0 *** <a@b.test> <c@d.test> 1 348 00:00:00 OK RSH57823;",
                        A
                                + "1 RSH57823_ '<a@b.test>' '<c@d.test>' 1 score 1.00 reason [] action SPAM");
        assertEquals(2, told.reading().lines());
    }

    @Test
    void rsetEndsALogin() throws IOException {
        Told told =
                Told.lines(
                        folder,
                        A + "0 >>> 220 h",
                        A + "1 <<< AUTH PLAIN " + base64("\0a@x.test\0p"),
                        A + "1 >>> 235 ok",
                        A + "1 <<< RSET",
                        A + "1 >>> 250 ok",
                        A + "1 <<< MAIL FROM:<a@x.test>",
                        A + "1 >>> 250 ok",
                        A + "1 <<< RCPT TO:<b@x.test>",
                        A + "1 >>> 250 ok",
                        A + "1 <<< DATA",
                        A + "1 >>> 250 ok Message id RSH57823");
        assertTrue(
                told.events().contains("Submitted queueId=RSH57823 service=smtp client=192.0.2.1"),
                told.events()::toString);
    }
}
