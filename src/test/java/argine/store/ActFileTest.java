// SPDX-License-Identifier: Apache-2.0
package argine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActFileTest {
    @TempDir Path folder;
    private Path path;
    private boolean isFull;

    @BeforeEach
    void name() {
        path = folder.resolve("acts");
    }

    private static Act act(String word) {
        return new Act(word, Instant.parse("2026-11-26T03:00:00Z"));
    }

    /** A disk that is full takes half of a line. */
    private void write(FileChannel to, ByteBuffer bytes) throws IOException {
        if (isFull) {
            bytes.limit(bytes.limit() / 2);
        }
        to.write(bytes);
        if (isFull) {
            throw new IOException("No space left on device");
        }
    }

    private List<String> words() throws IOException {
        List<String> words = new ArrayList<>();
        ActFile.Opened opened = ActFile.open(path, act -> words.add(act.word()));
        opened.file().close();
        assertEquals(Optional.empty(), opened.remark());
        return words;
    }

    @Test
    void halfALineOfAFullDiskIsTakenBack() throws IOException {
        try (ActFile file = ActFile.open(path, this::write, _ -> {}).file()) {
            file.append(act("first"));
            long before = Files.size(path);
            isFull = true;
            IOException e = assertThrows(IOException.class, () -> file.append(act("second")));
            assertEquals(path + ": No space left on device", e.getMessage());
            assertEquals(before, Files.size(path));
            assertEquals(1, file.lines());
            isFull = false;
            file.append(act("third"));
        }
        assertEquals(List.of("first", "third"), words());
    }

    @Test
    void aFileThatWasClosedUnderOurHandsIsOpenedAgain() throws IOException {
        try (ActFile file = ActFile.open(path, _ -> {}).file()) {
            file.append(act("first"));
            Thread.currentThread().interrupt(); // the JDK then closes the file
            assertThrows(IOException.class, () -> file.append(act("second")));
            assertTrue(Thread.interrupted());
            file.append(act("third"));
        }
        assertEquals(List.of("first", "third"), words());
    }

    @Test
    void aLineThatCouldNotBeReadIsNotWritten() throws IOException {
        try (ActFile file = ActFile.open(path, _ -> {}).file()) {
            Act endless = act("endless").with("text", "x".repeat(Journal.MAX_LINE));
            assertThrows(IOException.class, () -> file.append(endless));
            file.append(act("next"));
        }
        assertEquals(List.of("next"), words());
    }
}
