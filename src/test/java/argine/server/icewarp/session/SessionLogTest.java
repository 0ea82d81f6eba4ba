// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionLogTest {
    private static final Path CORPUS = Path.of("src/test/corpus/icewarp");
    private static final String P = "203.0.113.77    [0F4C] 09:33:2";

    @TempDir Path folder;

    @Test
    void theSessionOfTheTheftIsReadFromItsFirstLineToItsLast() throws IOException {
        Told told = Told.of(CORPUS.resolve("log/s20100412-00.log"));
        assertEquals(
                List.of(
                        "Connected service=smtp client=203.0.113.77",
                        "Submitted queueId=RSH57823 service=smtp client=203.0.113.77 account=user",
                        "Named queueId=RSH57823",
                        "Queued queueId=RSH57823 sender=fantasma@altro-dominio.test size=733"
                                + " recipients=1",
                        "Disconnected service=smtp client=203.0.113.77 commands=1/1 1 1/1 0"),
                told.events());
        assertEquals(0, told.reading().unreadLines());
        assertEquals("2010-04-12T07:33:23Z", told.reading().to().orElseThrow().toString());
        assertTrue(
                told.reading()
                        .trouble()
                        .getFirst()
                        .startsWith("passwords can be read in this log"));
    }

    @Test
    void everyLineThatWasFoundAnywhereIsRead() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS.resolve("real"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
                assertEquals(0, Told.of(file).reading().unreadLines(), file.toString());
            }
        }
    }

    @Test
    void theVendorsOwnSampleIsAMessage() throws IOException {
        Told told = Told.of(CORPUS.resolve("real/smtp-server-session-rfc822-2004.log"));
        assertEquals(
                List.of(
                        "Connected service=smtp client=127.0.0.1",
                        "Submitted queueId=session-3-1 service=smtp client=127.0.0.1",
                        "Named queueId=session-3-1",
                        "Queued queueId=session-3-1 sender=admin@icewarpdemo.com size=348"
                                + " recipients=1"),
                told.events());
        assertEquals("2004-04-22T20:01:43Z", told.reading().to().orElseThrow().toString());
    }

    @Test
    void aMessageIsDeliveredByAClientSession() throws IOException {
        Told told =
                Told.lines(
                        folder,
                        P + "0 Connected",
                        P
                                + "0 >>> 220 mail.example.it ESMTP IceWarp 14.0.0; Tue, 24 Nov 2026 09:33:20 +0100",
                        P + "0 <<< EHLO pc",
                        P + "0 >>> 250-mail.example.it Hello pc",
                        P + "0 >>> 250 SIZE 1000",
                        P + "1 <<< AUTH PLAIN AHJvc3NpQGV4YW1wbGUuaXQAZ2VoZWlt",
                        P + "1 >>> 235 2.0.0 Authentication successful",
                        P + "1 <<< MAIL FROM:<rossi@example.it> SIZE=900",
                        P + "1 >>> 250 2.1.0 ok",
                        P + "1 <<< RCPT TO:<a@far.test>",
                        P + "1 >>> 250 2.1.5 <a@far.test>... Recipient ok; will forward",
                        P + "1 <<< RCPT TO:<b@example.it>",
                        P + "1 >>> 250 2.1.5 <b@example.it>... Recipient ok",
                        P + "1 <<< RCPT TO:<c@gone.test>",
                        P + "1 >>> 250 2.1.5 <c@gone.test>... Recipient ok; will forward",
                        P + "2 <<< DATA",
                        P + "2 >>> 354 go on",
                        P
                                + "3 >>> 250 2.6.0 812 bytes received in 00:00:01; Message id 202611240933231234 accepted",
                        P
                                + "3 *** <rossi@example.it> <a@far.test> 3 812 00:00:01 OK 202611240933231234",
                        P + "3 Disconnected",
                        "192.0.2.1 [0F4C] 09:33:24 Connected",
                        "192.0.2.1 [0F4C] 09:33:24 <<< 220 mx.far.test ESMTP",
                        "192.0.2.1 [0F4C] 09:33:24 >>> EHLO mail.example.it",
                        "192.0.2.1 [0F4C] 09:33:24 <<< 250-mx.far.test",
                        "192.0.2.1 [0F4C] 09:33:24 <<< 250 SIZE 1",
                        "192.0.2.1 [0F4C] 09:33:24 >>> MAIL From:<rossi@example.it>",
                        "192.0.2.1 [0F4C] 09:33:24 <<< 250 ok",
                        "192.0.2.1 [0F4C] 09:33:24 >>> RCPT To:<a@far.test>",
                        "192.0.2.1 [0F4C] 09:33:24 <<< 250 ok",
                        "192.0.2.1 [0F4C] 09:33:25 >>> DATA",
                        "192.0.2.1 [0F4C] 09:33:25 <<< 354 go on",
                        "192.0.2.1 [0F4C] 09:33:25 <<< 250 2.0.0 queued",
                        "192.0.2.1 [0F4C] 09:33:25 *** <rossi@example.it> <a@far.test> 1 812 00:00:01 OK 202611240933231234",
                        "192.0.2.1 [0F4C] 09:33:25 Disconnected",
                        "SYSTEM [1111] 09:33:26 Delivery to <c@gone.test> failed: DNS query for MX of 'gone.test' returned no record",
                        "SYSTEM [1111] 09:33:26 *** <rossi@example.it> <c@gone.test> 1 812 00:00:00 ERROR 202611240933231234");
        String id = "queueId=202611240933231234";
        assertEquals(
                List.of(
                        "Connected service=smtp client=203.0.113.77",
                        "Submitted "
                                + id
                                + " service=smtp client=203.0.113.77 account=rossi@example.it",
                        "Named " + id,
                        "Queued " + id + " sender=rossi@example.it size=812 recipients=3",
                        "Delivered " + id + " recipient=b@example.it relay=LOCAL",
                        "Disconnected service=smtp client=203.0.113.77 commands=1/1 1 3/3 0",
                        "Delivered " + id + " recipient=a@far.test relay=REMOTE",
                        "Deferred "
                                + id
                                + " recipient=c@gone.test relay=REMOTE status=0.0.0"
                                + " reaction=NO_SUCH_RECIPIENT",
                        "Deferred "
                                + id
                                + " recipient=c@gone.test relay=REMOTE status=0.0.0"
                                + " reaction=NO_SUCH_RECIPIENT"),
                told.events());
        assertEquals(0, told.reading().unreadLines());
        assertTrue(
                told.quotes().stream().noneMatch(q -> q.contains("AHJvc3Np")),
                told.quotes()::toString);
    }
}
