// SPDX-License-Identifier: Apache-2.0
package argine.audit.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BreachedHashesTest {
    @TempDir Path folder;

    private Path file(List<String> words, String lineEnd, boolean lastEnds) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String word : words) {
            String count = ":" + word.length() * 1000;
            lines.add(PolicyRules.sha1(word).toUpperCase(Locale.ROOT) + count);
        }
        lines.sort(null);
        String text = String.join(lineEnd, lines) + (lastEnds ? lineEnd : "");
        return Files.writeString(folder.resolve("hashes"), text);
    }

    @Test
    void everyHashInTheFileIsFoundAndNoOther() throws IOException {
        for (int size : new int[] {1, 2, 3, 10, 1000}) {
            List<String> words = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                words.add("w".repeat(1 + i % 7) + i);
            }
            for (String lineEnd : List.of("\n", "\r\n")) {
                for (boolean lastEnds : new boolean[] {true, false}) {
                    try (BreachedHashes hashes =
                            BreachedHashes.open(file(words, lineEnd, lastEnds))) {
                        assertEquals(40, hashes.digits());
                        for (String word : words) {
                            assertTrue(hashes.contains(PolicyRules.sha1(word)), word);
                            assertFalse(hashes.contains(PolicyRules.sha1("not " + word)), word);
                        }
                    }
                }
            }
        }
    }

    @Test
    void anotherFileIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "hello\n");
        assertThrows(IOException.class, () -> BreachedHashes.open(other).close());
    }
}
