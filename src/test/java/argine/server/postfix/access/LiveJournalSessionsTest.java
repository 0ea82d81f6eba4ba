// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.PrivateJournal;
import argine.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whose session an smtpd has, where a real systemd-journald is the only log.
 *
 * <p>Only where one may be started.
 */
class LiveJournalSessionsTest {
    private static final int POSTFIX = 4321;
    private static final String LOGIN =
            "032B91DE0C3: client=unknown[192.0.2.6], sasl_method=PLAIN, sasl_username=";

    /**
     * Two programs of the name smtpd write what comes in, one as Postfix's user and one as nobody:
     * a line goes to the one that its first word names.
     */
    private static final String SMTPDS =
            """
            cp /usr/bin/logger /opt/postfix/smtpd && chmod 755 /opt /opt/postfix || exit 1
            chmod 666 $socket
            write() {
              exec setpriv --reuid=$1 --clear-groups /opt/postfix/smtpd --socket $socket \\
                -p mail.info -t postfix/submission/smtpd
            }
            mkfifo /run/ours /run/others
            write %d < /run/ours & ours=$!
            write 65534 < /run/others & others=$!
            exec 3> /run/ours 4> /run/others
            echo "$ours $others" > "$1/../processes"
            while read -r who line; do
              case $who in
                ours) printf '%%s\\n' "$line" >&3 ;;
                others) printf '%%s\\n' "$line" >&4 ;;
              esac
            done
            exec 3>&- 4>&-
            wait $ours $others
            """
                    .formatted(POSTFIX);

    @TempDir Path folder;

    @Test
    void whoseItIsStandsInWhatPostfixItselfWroteToTheJournal() throws Exception {
        if (!PrivateJournal.canBe()) {
            System.out.println("LiveJournalSessionsTest: not run, no systemd-journald here");
            return;
        }
        try (PrivateJournal journal = new PrivateJournal(folder, SMTPDS)) {
            Path processes = folder.resolve("processes");
            Wait.until(() -> isWritten(processes), () -> "no smtpd");
            String[] both = Files.readString(processes).strip().split(" ");
            long ours = Long.parseLong(both[0]);
            long others = Long.parseLong(both[1]);
            RecentLogins logins = logins(journal);
            journal.tell("ours connect from unknown[192.0.2.6]");
            journal.tell("ours " + LOGIN + "rossi@example.org");
            journal.tell("others " + LOGIN + "verdi@example.org");
            journal.tell("others " + "032B91DE0C5: client=mx.test[192.0.2.25] last");
            untilAllOf(journal, "rossi@example.org", "last"); // two programs, in any order
            assertEquals(Map.of(ours, "rossi@example.org"), logins.of(Set.of(ours, others)));
            assertTrue(logins.hasSentFrom("rossi@example.org", "192.0.2.6"));
            assertFalse(logins.hasSentFrom("verdi@example.org", "192.0.2.6"));
            journal.tell("ours disconnect from unknown[192.0.2.6] ehlo=1");
            journal.tell("ours 032B91DE0C6: client=mx.test[192.0.2.25]");
            untilAllOf(journal, "E0C6");
            assertEquals(Map.of(), logins.of(Set.of(ours, others)));
            assertTrue(logins.bringsMail(ours, 0));
            assertFalse(logins.bringsMail(others, 0));
        }
    }

    private static boolean isWritten(Path file) throws IOException {
        return Files.exists(file) && Files.readString(file).endsWith("\n");
    }

    private static void untilAllOf(PrivateJournal journal, String... texts) throws Exception {
        Wait.until(
                () -> {
                    String all = journal.all();
                    return Stream.of(texts).allMatch(all::contains);
                },
                () -> journal.directory().toString());
    }

    private static RecentLogins logins(PrivateJournal journal) {
        return new RecentLogins(
                new JournalLines(
                        List.of(
                                PrivateJournal.JOURNALCTL.toString(),
                                "--output=short-iso-precise",
                                "--quiet",
                                "--no-pager",
                                "--directory=" + journal.directory()),
                        POSTFIX));
    }
}
