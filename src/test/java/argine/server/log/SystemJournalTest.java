// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.Program;
import argine.server.Reading;
import argine.server.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks the real journalctl about a journal that was recorded in the lab. */
class SystemJournalTest {
    private static final Path RECORDED = Path.of("src/test/corpus/postfix/log/system.journal.gz");

    @TempDir Path folder;

    @Test
    void theMailOfTheHostsJournalIsRead() throws IOException {
        if (isAbsent()) {
            return;
        }
        List<String> lines = ask(Optional.empty());
        assertEquals(63, lines.size());
        assertTrue(
                lines.stream().anyMatch(line -> line.contains("postfix/submission/smtpd[")),
                lines.toString());
    }

    @Test
    void aJournalIsReadFromATimeOn() throws IOException {
        if (isAbsent()) {
            return;
        }
        List<String> all = ask(Optional.empty());
        Instant middle = Instant.parse("2026-11-24T08:05:40Z");
        List<String> later =
                all.stream()
                        .filter(line -> !Instant.parse(line.split(" ")[0]).isBefore(middle))
                        .toList();
        assertTrue(!later.isEmpty() && later.size() < all.size(), all.toString());
        assertEquals(later, ask(Optional.of(middle)));
    }

    @Test
    void aJournalWithoutMailSaysWhereElseWasLookedAndWhatToType() throws IOException {
        if (isAbsent()) {
            return;
        }
        LogFiles files = LogFiles.inOrder(List.of());
        files.addJournal(new SystemJournal(folder), Optional.empty());
        files.lookedFor(List.of(Path.of("/var/log/mail.log"), Path.of("/var/log/maillog")));
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        Optional<Instant> always = Optional.empty();
        Reading reading =
                new FileLog(files, Servers.readers(), clock, always, always).read(_ -> {});
        assertEquals(
                List.of(
                        "no line in the journal in "
                                + folder
                                + " (as far as you may read it: ask as root), and there is none of"
                                + " /var/log/mail.log, /var/log/maillog; name the log that your mail"
                                + " server writes: --log FILE"),
                reading.trouble());
    }

    @Test
    void aProgramThatFailsIsNotTakenForTheEndOfTheLog() throws IOException {
        try (InputStream in = Program.stream(List.of("/bin/ls", "/nowhere-at-all"))) {
            IOException failed = assertThrows(IOException.class, in::readAllBytes);
            assertEquals(
                    "/bin/ls failed; what it printed until then was read", failed.getMessage());
        }
    }

    /** Whether there is no journalctl, which is then said in one line. */
    private boolean isAbsent() {
        boolean absent = new SystemJournal(folder).question(Optional.empty()).isEmpty();
        if (absent) {
            System.err.println("left out: there is no journalctl here (see ./check)");
        }
        return absent;
    }

    /** The lines of the recorded journal. */
    private List<String> ask(Optional<Instant> since) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(RECORDED))) {
            Files.write(folder.resolve("system.journal"), in.readAllBytes());
        }
        SystemJournal journal = new SystemJournal(folder);
        LogFiles files = LogFiles.inOrder(List.of());
        files.addJournal(journal, since);
        try (InputStream in = files.files().getFirst().opener().open()) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        } finally {
            assertEquals(List.of(), files.trouble());
        }
    }
}
