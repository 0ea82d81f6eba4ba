// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueLikenessTest {
    @TempDir private Path folder;

    private Path withANote(String name) throws IOException {
        Path made = Files.createDirectories(folder.resolve(name));
        Files.writeString(made.resolve("note.txt"), "x");
        return made;
    }

    @Test
    void aFolderOfOtherThingsIsNone() throws IOException {
        assertFalse(QueueLikeness.mayBeQueue(withANote("letters")));
    }

    @Test
    void aLinkToAQueueIsTheQueue() throws IOException {
        Path link = folder.resolve("q");
        Files.createSymbolicLink(link, withANote("_outgoing"));
        assertTrue(QueueLikeness.mayBeQueue(link));
    }

    @Test
    void aQueueWhoseRetryIsElsewhereIsOne() throws IOException {
        Path queue = withANote("copy");
        Files.createSymbolicLink(queue.resolve("retry"), withANote("far"));
        assertTrue(QueueLikeness.mayBeQueue(queue));
    }
}
