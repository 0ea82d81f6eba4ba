// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.Wait;
import argine.mail.MailEvent;
import argine.server.Servers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
    private static final Path JOURNALD = Path.of("/usr/lib/systemd/systemd-journald");
    private static final Path JOURNALCTL = Path.of("/usr/bin/journalctl");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ENTRIES = 300;

    /**
     * Starts it, and writes each line that comes in as qmgr of Postfix, which the journal knows by
     * where its program is; at a line ROTATE the journal rotates.
     */
    private static final String HOST =
            """
            mount --make-rprivate / && mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /opt || exit 1
            mkdir -p /run/systemd/journal /run/log/journal /opt/postfix
            mount --bind "$1" /run/log/journal && mount -t tmpfs tmpfs /var/log || exit 1
            cp /usr/bin/logger /opt/postfix/qmgr || exit 1
            %s &
            journald=$!
            until [ -S /run/systemd/journal/dev-log ]; do sleep 0.05; done
            while read -r line; do
              case $line in
                ROTATE) kill -USR2 $journald ;;
                *) printf '%%s\n' "$line" ;;
              esac
            done | /opt/postfix/qmgr --socket /run/systemd/journal/dev-log -p mail.info -t postfix/qmgr
            kill $journald
            wait $journald
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
                        JOURNALCTL.toString(),
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
        if (!isJournaldHere()) {
            System.out.println(
                    "LiveJournalTest: not run, systemd-journald may not be started here");
            return;
        }
        Path journal = Files.createDirectory(folder.resolve("journal"));
        Process host = host(journal);
        try (OutputStream to = host.getOutputStream()) {
            write(to, 1);
            until(() -> isThere(journal));
            try (Follower first = follower(journal)) {
                follow(first, to);
            }
            write(to, ENTRIES);
            to.write("ROTATE\n".getBytes(StandardCharsets.US_ASCII));
            write(to, ENTRIES);
            try (Follower second = follower(journal)) {
                follow(second, to);
            }
        } finally {
            assertTrue(host.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
        assertEquals(List.of(), trouble);
        assertEquals(IntStream.range(1, written).mapToObj(RotatingWriter::id).toList(), taken);
    }

    private static boolean isJournaldHere() throws Exception {
        return Files.isExecutable(JOURNALD)
                && Files.isExecutable(JOURNALCTL)
                && new ProcessBuilder("unshare", "--mount", "true").start().waitFor() == 0;
    }

    /** Written, rotated, written while it is read; until all of it came. */
    private void follow(Follower follower, OutputStream to) throws Exception {
        for (int rotation = 0; rotation < 5; rotation++) {
            write(to, ENTRIES);
            to.write("ROTATE\n".getBytes(StandardCharsets.US_ASCII));
            follower.step();
        }
        write(to, ENTRIES);
        until(
                () -> {
                    follower.step();
                    return taken.size() >= written - 1;
                });
        follower.save();
    }

    private void write(OutputStream to, int entries) throws IOException {
        for (int i = 0; i < entries; i++) {
            String line = RotatingWriter.id(written++) + ": removed\n";
            to.write(line.getBytes(StandardCharsets.US_ASCII));
        }
        to.flush();
    }

    private Process host(Path journal) throws IOException {
        Path script = Files.writeString(folder.resolve("host"), HOST.formatted(JOURNALD));
        return new ProcessBuilder(
                        "unshare", "--mount", "--fork", "sh", script.toString(), journal.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("host.log").toFile())
                .start();
    }

    /** Whether the first entry can be read, which is the past then. */
    private boolean isThere(Path journal) throws Exception {
        Process asked =
                new ProcessBuilder(JOURNALCTL.toString(), "-q", "--directory=" + journal, "-ocat")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said.contains(RotatingWriter.id(0));
    }

    private void until(Callable<Boolean> done) throws Exception {
        Wait.until(done, () -> taken.size() + " of " + written + " " + trouble);
    }
}
