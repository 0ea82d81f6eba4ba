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

    @Test
    void whoIsAskedToStopDoesSoBetweenMessagesAndGoesOnLater(@TempDir Path folder)
            throws Exception {
        QueueFiles files = QueueFiles.postfix(folder, MESSAGES);
        Process process = sweep(files, folder, "first");
        untilSomethingIsHeld(files, process);
        process.destroy();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it does not stop");
        List<String> held = files.held();
        List<String> all = new ArrayList<>(held);
        all.addAll(files.inQueue());
        all.sort(null);
        assertEquals(files.all(), all);
        assertFalse(held.isEmpty());
        assertFalse(files.inQueue().isEmpty(), "all was held before it could stop");
        assertTrue(said(folder, "first").contains("Stopped before the end"), said(folder, "first"));
        assertTrue(sweep(files, folder, "again").waitFor(2, TimeUnit.MINUTES));
        List<String> heldThen = files.held();
        assertTrue(heldThen.size() > held.size(), said(folder, "again"));
        assertTrue(heldThen.containsAll(held));
        assertTrue(sweep(files, folder, "nothing").waitFor(2, TimeUnit.MINUTES));
        assertEquals(heldThen, files.held(), said(folder, "nothing"));
    }

    private static Process sweep(QueueFiles files, Path folder, String name) throws IOException {
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
                        folder.resolve("store").toString(),
                        "--size",
                        "+1",
                        "--unsure",
                        "--yes")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name).toFile())
                .start();
    }

    private static void untilSomethingIsHeld(QueueFiles files, Process process) throws Exception {
        while (files.held().isEmpty()) {
            assertTrue(process.isAlive(), "it ended before anything was held");
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
    }

    private static String said(Path folder, String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
