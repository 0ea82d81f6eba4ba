// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks a whole process to stop in the middle of a sweep, as Ctrl-C and systemctl do.
 *
 * <p>By SIGTERM, which takes the same way as SIGINT: a process that was started in the background
 * is deaf to the latter.
 */
class InterruptedProcessTest {
    private static final int MESSAGES = 6000;
    private static final int TRIES = 20;

    @Test
    void whoIsAskedToStopDoesSoBetweenMessagesAndGoesOnLater(@TempDir Path folder)
            throws Exception {
        QueueFiles files = stoppedInTheMiddle(folder);
        List<String> held = files.held();
        List<String> all = new ArrayList<>(held);
        all.addAll(files.inQueue());
        all.sort(null);
        assertEquals(files.all(), all);
        assertFalse(held.isEmpty());
        assertTrue(said(files, "first").contains("Stopped before the end"), said(files, "first"));
        assertTrue(sweep(files, "again").waitFor(2, TimeUnit.MINUTES));
        List<String> heldThen = files.held();
        assertTrue(heldThen.size() > held.size(), said(files, "again"));
        assertTrue(heldThen.containsAll(held));
        assertTrue(sweep(files, "nothing").waitFor(2, TimeUnit.MINUTES));
        assertEquals(heldThen, files.held(), said(files, "nothing"));
    }

    /** On a busy machine all may be held before this process comes to ask: then another queue. */
    private static QueueFiles stoppedInTheMiddle(Path folder) throws Exception {
        for (int i = 0; i < TRIES; i++) {
            QueueFiles files = QueueFiles.postfix(folder.resolve("queue-" + i), MESSAGES);
            Process process = sweep(files, "first");
            while (files.held().isEmpty() && !process.waitFor(5, TimeUnit.MILLISECONDS)) {
                continue;
            }
            process.destroy();
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "it does not stop");
            if (!files.inQueue().isEmpty()) {
                return files;
            }
        }
        throw new AssertionError("all was held before it could stop");
    }

    private static Process sweep(QueueFiles files, String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "argine.Main",
                        "sweep",
                        "--queue",
                        files.folder().toString(),
                        "--store",
                        files.folder().resolveSibling("store").toString(),
                        "--size",
                        "+1",
                        "--unsure",
                        "--yes")
                .redirectErrorStream(true)
                .redirectOutput(files.folder().resolveSibling(name).toFile())
                .start();
    }

    private static String said(QueueFiles files, String name) throws IOException {
        return Files.readString(files.folder().resolveSibling(name));
    }
}
