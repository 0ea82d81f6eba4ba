// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second process is told on a queue that this one is changing, with another store. */
class TwoRunsTest {
    @TempDir Path folder;

    private Custody take(QueueFiles files, String store) throws IOException {
        return Custody.take(
                files.holds(),
                new Store(folder.resolve(store)),
                Clock.systemUTC(),
                new Watcher() {});
    }

    private String sweep(QueueFiles files, String server, int exit, String... more)
            throws Exception {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "argine.Main",
                                "sweep",
                                "--server",
                                server,
                                "--queue",
                                files.folder().toString(),
                                "--store",
                                folder.resolve("other").toString()));
        words.addAll(List.of(more));
        Path said = folder.resolve("said");
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        int ended = process.waitFor();
        assertEquals(exit, ended, Files.readString(said));
        return Files.readString(said);
    }

    private void refusesASecondRun(QueueFiles files, String server, Path lock) throws Exception {
        String refusal =
                "argine: "
                        + lock
                        + ": another argine is at work (process "
                        + ProcessHandle.current().pid()
                        + "); try again when it has ended\n";
        try (Custody _ = take(files, "one")) {
            assertEquals(refusal, sweep(files, server, 1, "--size", "+1", "--unsure", "--yes"));
            assertEquals(refusal, sweep(files, server, 1, "--undo", "2026-11-24.1", "--yes"));
            assertEquals(refusal, sweep(files, server, 1, "--delete", "2026-11-24.1", "--yes"));
            sweep(files, server, 0, "--sender", "nobody@example.org");
            assertEquals("Nothing is held.\n", sweep(files, server, 0, "--list"));
        }
        assertEquals(files.all(), files.inQueue());
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(lock)));
        take(files, "other").close();
    }

    @Test
    void aCopiedQueueOfPostfixIsChangedByOneAtATimeWhateverTheStore() throws Exception {
        QueueFiles files = QueueFiles.postfix(folder, 3);
        refusesASecondRun(files, "postfix", files.folder().resolve(".argine.lock"));
    }

    @Test
    void theLockLiesWithThoseOfPostfixItself() throws Exception {
        QueueFiles files = QueueFiles.postfix(folder, 3);
        Path pid = Files.createDirectories(files.folder().resolve("pid"));
        refusesASecondRun(files, "postfix", pid.resolve("argine.lock"));
    }

    @Test
    void aQueueOfIceWarpIsChangedByOneAtATimeWhateverTheStore() throws Exception {
        QueueFiles files = QueueFiles.icewarp(folder, 3);
        refusesASecondRun(files, "icewarp", files.folder().resolveSibling("_argine_held.lock"));
    }

    @Test
    void aLinkInTheLocksPlaceIsNotFollowed() throws Exception {
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        for (QueueFiles files :
                List.of(
                        QueueFiles.postfix(folder.resolve("p"), 1),
                        QueueFiles.icewarp(folder.resolve("i"), 1))) {
            Path lock = Files.createSymbolicLink(files.holds().lockFile(), victim);
            IOException refused = assertThrows(IOException.class, () -> take(files, "one"));
            assertEquals(lock + ": is no regular file; take it away", refused.getMessage());
        }
        assertEquals("mine", Files.readString(victim));
    }

    @Test
    void aPipeInTheLocksPlaceIsNotOpened() throws Exception {
        QueueFiles files = QueueFiles.postfix(folder.resolve("p"), 1);
        Path lock = files.holds().lockFile();
        assertEquals(0, new ProcessBuilder("mkfifo", lock.toString()).start().waitFor());
        IOException refused = assertThrows(IOException.class, () -> take(files, "one"));
        assertEquals(lock + ": is no regular file; take it away", refused.getMessage());
    }

    @Test
    void aReadOnlyQueueThatWasNeverSweptSaysThatItIsReadOnly() throws Exception {
        try (Mounted disk = Mounted.of(folder.resolve("disk"), "size=64m")) {
            if (disk.isMissing()) {
                return;
            }
            QueueFiles files = QueueFiles.postfix(disk.folder(), 3);
            disk.remount("ro");
            String said = sweep(files, "postfix", 1, "--size", "+1", "--unsure", "--yes");
            assertTrue(said.startsWith("argine: Read-only file system: " + files.folder()), said);
            disk.remount("rw");
        }
    }
}
