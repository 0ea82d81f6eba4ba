// SPDX-License-Identifier: Apache-2.0
package argine.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
        List<String> lines = ask(Optional.empty());
        if (lines.isEmpty()) {
            return;
        }
        assertEquals(63, lines.size());
        assertTrue(
                lines.stream().anyMatch(line -> line.contains("postfix/submission/smtpd[")),
                lines.toString());
    }

    @Test
    void aJournalIsReadFromATimeOn() throws IOException {
        List<String> all = ask(Optional.empty());
        Instant middle = Instant.parse("2026-11-24T08:05:40Z");
        List<String> later =
                all.stream()
                        .filter(line -> !Instant.parse(line.split(" ")[0]).isBefore(middle))
                        .toList();
        assertEquals(later, ask(Optional.of(middle)));
    }

    @Test
    void aProgramThatFailsIsNotTakenForTheEndOfTheLog() throws IOException {
        try (InputStream in = Program.stream(List.of("/bin/ls", "/nowhere-at-all"))) {
            IOException failed = assertThrows(IOException.class, in::readAllBytes);
            assertEquals(
                    "/bin/ls failed; what it printed until then was read", failed.getMessage());
        }
    }

    /** The lines of the recorded journal; none, said in one line, where there is no journalctl. */
    private List<String> ask(Optional<Instant> since) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(RECORDED))) {
            Files.write(folder.resolve("system.journal"), in.readAllBytes());
        }
        SystemJournal journal = new SystemJournal(folder);
        if (journal.question(since).isEmpty()) {
            System.out.println("SystemJournalTest: there is no journalctl here");
            return List.of();
        }
        LogFiles files = LogFiles.inOrder(List.of());
        files.addJournal(journal, since);
        try (InputStream in = files.files().getFirst().opener().open()) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        } finally {
            assertEquals(List.of(), files.trouble());
        }
    }
}
