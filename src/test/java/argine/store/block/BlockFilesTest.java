// SPDX-License-Identifier: Apache-2.0
package argine.store.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockFilesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");
    private static final int LONG_LOG = 10;

    @TempDir Path folder;

    private Blocks open() throws IOException {
        return BlockFiles.open(folder.resolve("log"), folder.resolve("copy"), LONG_LOG);
    }

    private static Block block(String account, Block.Extent extent, Optional<Instant> until) {
        return new Block(account, extent, NOW, until, "spam seen", "root");
    }

    private static Block block(String account) {
        return block(account, Block.Extent.EVERYTHING, Optional.empty());
    }

    private List<Block> afterRestart() throws IOException {
        try (Blocks blocks = open()) {
            return blocks.all();
        }
    }

    /** While a folder is in the place of its next version a file cannot be written anew. */
    private void fill(String file) throws IOException {
        Files.createDirectories(folder.resolve(file + ".new").resolve("in the way"));
    }

    private void empty(String file) throws IOException {
        Files.delete(folder.resolve(file + ".new").resolve("in the way"));
        Files.delete(folder.resolve(file + ".new"));
    }

    @Test
    void whatTheDiskDidNotTakeStandsAndIsWrittenLater() throws IOException {
        try (Blocks blocks = open()) {
            Thread.currentThread().interrupt(); // no file takes anything then
            assertThrows(IOException.class, () -> blocks.add(block("a@corp.test")));
            assertTrue(Thread.interrupted());
            assertEquals(List.of(block("a@corp.test")), blocks.all());
            blocks.flush();
            Files.delete(folder.resolve("copy"));
            assertEquals(1, Files.readAllLines(folder.resolve("log")).size());
        }
        assertEquals(List.of(block("a@corp.test")), afterRestart());
    }

    @Test
    void aSecondFileThatIsOldIsWrittenLater() throws IOException {
        try (Blocks blocks = open()) {
            fill("copy");
            assertThrows(IOException.class, () -> blocks.add(block("a@corp.test")));
            assertThrows(IOException.class, blocks::flush);
            assertTrue(Files.readString(folder.resolve("log")).contains("a@corp.test"));
            empty("copy");
            blocks.flush();
            assertTrue(Files.readString(folder.resolve("copy")).contains("a@corp.test"));
        }
    }

    @Test
    void whoIsReleasedWhileTheLogIsWrittenAnewStaysFree() throws IOException {
        try (Blocks blocks = open()) {
            for (int i = 0; i < LONG_LOG; i++) {
                blocks.add(block("a@corp.test"));
            }
            blocks.add(block("b@corp.test"));
            for (int i = 0; i < LONG_LOG; i++) {
                blocks.add(block("a@corp.test"));
                blocks.release("a@corp.test", NOW, "root");
                blocks.flush();
                assertEquals(
                        List.of("b@corp.test"), blocks.all().stream().map(Block::account).toList());
            }
            assertTrue(Files.readAllLines(folder.resolve("log")).size() <= LONG_LOG + 2);
        }
        assertEquals(List.of(block("b@corp.test")), afterRestart());
    }

    @Test
    void theLogForgetsNobodyWhomTheSecondFileStillHas() throws IOException {
        Blocks blocks = open();
        for (int i = 0; i < LONG_LOG; i++) {
            blocks.add(block("a@corp.test"));
        }
        fill("copy");
        assertThrows(IOException.class, () -> blocks.release("a@corp.test", NOW, "root"));
        assertThrows(IOException.class, blocks::flush);
        assertTrue(Files.readString(folder.resolve("copy")).contains("a@corp.test"));
        assertThrows(IOException.class, blocks::close);
        empty("copy");
        assertEquals(List.of(), afterRestart());
    }

    @Test
    void whatIsOverEndsEvenWhenTheDiskTakesNothing() throws IOException {
        try (Blocks blocks = open()) {
            Block one = block("a@corp.test", Block.Extent.SENDING, Optional.of(NOW));
            Block two = block("b@corp.test", Block.Extent.SENDING, Optional.of(NOW));
            blocks.add(one);
            blocks.add(two);
            fill("copy");
            assertEquals(List.of(one, two), blocks.expire(NOW));
            assertThrows(IOException.class, blocks::flush);
            empty("copy");
            blocks.flush();
        }
        assertEquals(List.of(), afterRestart());
    }
}
