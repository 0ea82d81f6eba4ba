// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.log.JournalEntry.Field;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalWritersTest {
    private static final String SMTPD = "postfix/submission/smtpd";
    private static final String UNTRUSTED = "untrusted-postfix-submission-smtpd";
    private static final String FILE = "/usr/lib/postfix/sbin/smtpd";

    private final JournalWriters writers = new JournalWriters();

    @Test
    void aDaemonIsWhoItSays() {
        assertEquals(SMTPD, tag(SMTPD, "100", "smtpd", FILE));
        assertEquals("dovecot", tag("dovecot", "0", "log", "/usr/lib/dovecot/log"));
        assertEquals("dovecot", tag("dovecot", "0", "dovecot", "/usr/sbin/dovecot"));
        assertEquals(
                "postfix/lmtp", tag("postfix/lmtp", "89", "lmtp", "/usr/libexec/postfix/lmtp"));
        assertEquals(List.of(), writers.untrusted());
    }

    @Test
    void loggerIsNotPostfix() {
        assertEquals(UNTRUSTED, tag(SMTPD, "1000", "logger", "/usr/bin/logger"));
        assertEquals(
                List.of(
                        "1 journal entry claims to be Postfix but was written by uid 1000 (logger):"
                                + " not counted"),
                writers.untrusted());
    }

    @Test
    void aScriptThatGivesItselfTheNameOfADaemonIsNotPostfix() {
        assertEquals(UNTRUSTED, tag(SMTPD, "33", "smtpd", "/usr/bin/python3.11"));
    }

    @Test
    void aProgramInAFolderThatAnybodyMayWriteIsNotPostfix() {
        assertEquals(UNTRUSTED, tag(SMTPD, "1000", "smtpd", "/home/u/lib/postfix/sbin/smtpd"));
        assertEquals(UNTRUSTED, tag(SMTPD, "1000", "smtpd", "/tmp/postfix/smtpd"));
    }

    @Test
    void aToolThatAnybodyMayRunSpeaksForItselfOnly() {
        assertEquals(UNTRUSTED, tag(SMTPD, "1000", "postlog", "/usr/sbin/postlog"));
        assertEquals(
                "postfix/postsuper",
                tag("postfix/postsuper", "0", "postsuper", "/usr/sbin/postsuper"));
    }

    @Test
    void aWriterThatWasGoneIsBelievedWhenItsUserIsTheMailServers() {
        assertEquals(SMTPD, tag(SMTPD, "100", "smtpd", FILE));
        assertEquals(SMTPD, tag(SMTPD, "100", "", ""));
        assertEquals(SMTPD, tag(SMTPD, "100", "smtpd", ""));
        assertEquals(SMTPD, tag(SMTPD, "0", "", ""));
        assertEquals(UNTRUSTED, tag(SMTPD, "1000", "", ""));
        assertEquals(UNTRUSTED, tag(SMTPD, "1000", "smtpd", ""));
        assertEquals(UNTRUSTED, tag(SMTPD, "100", "logger", ""));
        assertEquals("untrusted-dovecot", tag("dovecot", "1000", "", ""));
    }

    @Test
    void anEntryThatSaysNothingOfItsWriterIsBelieved() {
        assertEquals(SMTPD, tag(SMTPD, "", "", ""));
        assertEquals(SMTPD, tag(SMTPD, "1000", "", ""));
    }

    @Test
    void whatAnotherHostSentThroughSyslogIsBelieved() {
        assertEquals(SMTPD, tag(SMTPD, "0", "rsyslogd", "/usr/sbin/rsyslogd"));
        assertEquals(UNTRUSTED, tag(SMTPD, "1000", "rsyslogd", "/home/u/rsyslogd"));
    }

    @Test
    void otherProgramsMaySayWhatTheyLike() {
        assertEquals(
                "postfix/policy-spf", tag("postfix/policy-spf", "65534", "perl", "/usr/bin/perl"));
        assertEquals("sshd", tag("sshd", "1000", "logger", "/usr/bin/logger"));
    }

    @Test
    void aSyslogNameOfTheAdministratorsOwnIsPostfixToo() {
        assertEquals("out/smtp", tag("out/smtp", "100", "smtp", "/usr/lib/postfix/sbin/smtp"));
        assertEquals("untrusted-out-smtp", tag("out/smtp", "1000", "php", "/usr/bin/php8.2"));
    }

    @Test
    void aTagTooLongForTheReaderIsJudgedAsItWillBeRead() {
        String tag = "x".repeat(58) + "/smtpd";
        assertEquals(
                "untrusted-" + "x".repeat(58) + "-smtpd",
                tag(tag + "zzz", "1000", "logger", "/usr/bin/logger"));
    }

    @Test
    void manyLiarsAreToldTogether() {
        for (int i = 0; i < 10_000; i++) {
            tag(SMTPD, String.valueOf(1000 + i), "logger", "/usr/bin/logger");
        }
        assertEquals(9, writers.untrusted().size());
        assertEquals(
                "9992 journal entries claim to be a mail server but were written by others: not"
                        + " counted",
                writers.untrusted().getLast());
    }

    /** The tag that an entry gets; an empty value is one that journald could not tell. */
    private String tag(String said, String uid, String program, String file) {
        JournalEntry entry = new JournalEntry();
        entry.clear();
        Map.of(
                        Field.IDENTIFIER,
                        said,
                        Field.UID,
                        uid,
                        Field.PROGRAM,
                        program,
                        Field.EXECUTABLE,
                        file)
                .forEach(
                        (field, value) -> {
                            byte[] bytes =
                                    value.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                            if (bytes.length > 0) {
                                entry.add(entry.begin(field), bytes, 0, bytes.length);
                            }
                        });
        return writers.tag(entry);
    }
}
