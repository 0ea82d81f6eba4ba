// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.PrivateJournal;
import argine.Wait;
import argine.mail.MailEvent;
import argine.server.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real systemd-journald that rotates while it is followed by the real {@code journalctl}: in
 * mounts of its own, so that the host's journal, if it has one, knows nothing of it.
 *
 * <p>Only where the lab may be started.
 */
class LiveJournalTest {
    private static final int ENTRIES = 300;

    /**
     * Writes each line that comes in as qmgr of Postfix, which the journal knows by where its
     * program is; at a line ROTATE the journal rotates.
     */
    private static final String QMGR =
            """
            cp /usr/bin/logger /opt/postfix/qmgr || exit 1
            while read -r line; do
              case $line in
                ROTATE) kill -USR2 $journald ;;
                *) printf '%s\n' "$line" ;;
              esac
            done | /opt/postfix/qmgr --socket $socket -p mail.info -t postfix/qmgr
            """;

    @TempDir Path folder;
    private final List<String> taken = new ArrayList<>();
    private final List<String> trouble = new ArrayList<>();
    private int written;

    /** Keeps what it is told as news. */
    private final class Kept implements Follower.Sink {
        @Override
        public void past(MailEvent event) {
            // was news once
        }

        @Override
        public void live(MailEvent event) {
            taken.add(((MailEvent.Removed) event).queueId().text());
        }
    }

    private Follower follower(Path journal) throws IOException {
        List<String> question =
                List.of(
                        PrivateJournal.JOURNALCTL.toString(),
                        "--output=export",
                        "--all",
                        "--quiet",
                        "--no-pager",
                        "--directory=" + journal,
                        "SYSLOG_FACILITY=2");
        Follower follower =
                new Follower(
                        new Follower.Wanted(
                                List.of(), question, folder.resolve("position"), Instant.EPOCH),
                        Servers.readers(),
                        Clock.systemUTC(),
                        new Kept(),
                        trouble::add);
        follower.begin();
        return follower;
    }

    @Test
    void nothingIsLostOrTakenTwiceWhileItRotatesAndOverARestart() throws Exception {
        if (!PrivateJournal.canBe()) {
            System.out.println(
                    "LiveJournalTest: not run, systemd-journald may not be started here");
            return;
        }
        try (PrivateJournal journal = new PrivateJournal(folder, QMGR)) {
            write(journal, 1);
            Wait.until(() -> journal.all().contains(RotatingWriter.id(0)), () -> "nothing");
            try (Follower first = follower(journal.directory())) {
                follow(first, journal);
            }
            write(journal, ENTRIES);
            journal.tell("ROTATE");
            write(journal, ENTRIES);
            try (Follower second = follower(journal.directory())) {
                follow(second, journal);
            }
        }
        assertEquals(List.of(), trouble);
        assertEquals(IntStream.range(1, written).mapToObj(RotatingWriter::id).toList(), taken);
    }

    /** Written, rotated, written while it is read; until all of it came. */
    private void follow(Follower follower, PrivateJournal journal) throws Exception {
        for (int rotation = 0; rotation < 5; rotation++) {
            write(journal, ENTRIES);
            journal.tell("ROTATE");
            follower.step();
        }
        write(journal, ENTRIES);
        until(
                () -> {
                    follower.step();
                    return taken.size() >= written - 1;
                });
        follower.save();
    }

    private void write(PrivateJournal journal, int entries) throws IOException {
        for (int i = 0; i < entries; i++) {
            journal.tell(RotatingWriter.id(written++) + ": removed");
        }
    }

    private void until(Callable<Boolean> done) throws Exception {
        Wait.until(done, () -> taken.size() + " of " + written + " " + trouble);
    }
}
