// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.MailEvent;
import argine.server.Explained;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Lets a fuzzer write log lines; in a normal run the inputs it once found are read again.
 *
 * <p>To search: {@code JAZZER_FUZZ=1 mvn -Dtest=LinesFuzzTest#anyLineIsReadOrNot test}, one method
 * at a time, each until its duration below is over.
 */
class LinesFuzzTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final int LONGEST_EVENT = 3000;
    private static final String[] STARTS = {
        "",
        "Nov 24 07:16:42 mail ",
        "2026-11-24T07:16:42.5+01:00 mail ",
        "Nov 24 07:16:42 ",
        "Nov 24 07:16:42 mail postfix/smtpd[1]: ",
        "Nov 24 07:16:42 mail postfix/smtpd[1]: warning: unknown[192.0.2.1]: SASL ",
        "Nov 24 07:16:42 mail postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.1]: ",
        "Nov 24 07:16:42 mail postfix/smtpd[1]: 842C8282007: client=",
        "Nov 24 07:16:42 mail postfix/smtp[1]: 842C8282007: to=<",
        "Nov 24 07:16:42 mail postfix/qmgr[1]: 842C8282007: ",
        "Nov 24 07:16:42 mail postfix/cleanup[1]: 842C8282007: ",
        "Nov 24 07:16:42 mail postfix/pickup[1]: 842C8282007: ",
        "Nov 24 07:16:42 mail postfix/bounce[1]: 842C8282007: ",
        "Nov 24 07:16:42 mail dovecot: ",
        "Nov 24 07:16:42 mail dovecot: auth: passwd-file(",
        "Nov 24 07:16:42 mail dovecot: imap-login: ",
        "Nov 24 07:16:42 mail dovecot: submission("
    };

    @FuzzTest(maxDuration = "60s")
    @DictionaryEntries(
            value = {
                "client=",
                ", sasl_username=",
                ", sasl_sender=",
                ", orig_queue_id=",
                ", orig_client=",
                "; from=<",
                "> to=<",
                " helo=<",
                "authentication failed: ",
                ">, relay=",
                ", dsn=2.0.0",
                ", status=sent (",
                ", status=deferred (",
                "queued as ",
                "from=<",
                ">, size=",
                ", nrcpt=",
                "message-id=<",
                " orig_id=",
                " notification: ",
                "assword mismatch",
                "): ",
                "Login: user=<",
                "(auth failed, 1 attempts): user=<",
                ">, method=",
                ", rip=",
                "session=<",
                ")<1><",
                ">: ",
                "Disconnected: in=1 out=2",
                "Successfully relayed message"
            })
    void anyLineIsReadOrNot(byte[] data) {
        if (data.length > 0) {
            String start = STARTS[(data[0] & 0xFF) % STARTS.length];
            String rest = new String(data, 1, data.length - 1, StandardCharsets.ISO_8859_1);
            bounded(Explained.line(start + rest, CLOCK));
        }
    }

    /** What a stranger writes into a line may not become more than a few short texts. */
    private static void bounded(Explained explained) {
        assertTrue(explained.events().size() <= 1, () -> explained.events().toString());
        for (MailEvent event : explained.events()) {
            int length = event.toString().length();
            assertTrue(length <= LONGEST_EVENT, () -> length + " characters");
        }
    }
}
