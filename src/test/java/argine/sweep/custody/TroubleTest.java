// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.store.ReceiptId;
import argine.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disks that are full, read-only or closed: by a small file system of their own where this runs as
 * root, by a file in the way elsewhere.
 */
class TroubleTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final ReceiptId FIRST = new ReceiptId("2026-11-24.1");

    @TempDir Path folder;

    private static Receipt hold(QueueFiles files, Store store) throws IOException {
        try (Custody custody = Custody.take(files.holds(), store, CLOCK, new Watcher() {});
                Holding holding = custody.holding("account rossi")) {
            holding.hold(files.waiting(), CLOCK.instant());
            return holding.receipt();
        }
    }

    private static Receipt undo(QueueFiles files, Store store) throws IOException {
        try (Custody custody = Custody.take(files.holds(), store, CLOCK, new Watcher() {})) {
            return custody.release(FIRST, _ -> true);
        }
    }

    @Test
    void aJournalOnAFullDiskStopsTheSweepBeforeAnythingMoves() throws Exception {
        QueueFiles files = QueueFiles.postfix(folder.resolve("queue"), 1500);
        try (Mounted small = Mounted.of(folder.resolve("small"), "size=300k")) {
            if (small.isMissing()) {
                return;
            }
            Store store = new Store(small.folder());
            IOException full = assertThrows(IOException.class, () -> hold(files, store));
            assertTrue(full.getMessage().contains("the journal could not be written"));
            assertTrue(
                    full.getMessage().endsWith("; what was held before has receipt 2026-11-24.1"),
                    full.getMessage());
            assertEquals(files.count(), files.inQueue().size() + files.held().size());
            assertTrue(files.held().size() <= Steps.BATCH);
            small.remount("size=64m");
            Receipt rest = hold(files, store);
            assertEquals(FIRST, rest.id().orElseThrow());
            assertEquals(files.all(), files.held());
            undo(files, store);
            assertEquals(List.of(), files.changed());
        }
    }

    @Test
    void aReadOnlyQueueIsLeftAsItIs() throws Exception {
        try (Mounted disk = Mounted.of(folder.resolve("disk"), "size=64m")) {
            if (disk.isMissing()) {
                return;
            }
            for (QueueFiles files :
                    List.of(
                            QueueFiles.postfix(disk.folder().resolve("p"), 20),
                            QueueFiles.icewarp(disk.folder().resolve("i"), 20))) {
                Store store = new Store(folder.resolve("store-" + files.folder().getFileName()));
                hold(files, store);
                disk.remount("ro");
                Receipt receipt = undo(files, store);
                assertEquals(0, receipt.done());
                assertEquals(20, receipt.left());
                assertTrue(
                        receipt.reasons().getFirst().contains("Read-only"),
                        receipt.reasons().getFirst());
                disk.remount("rw");
                assertEquals(20, undo(files, store).done());
                assertEquals(List.of(), files.changed());
            }
        }
    }

    @Test
    void whatIsNotAllowedIsLeftWithAReason() throws Exception {
        QueueFiles files = QueueFiles.postfix(folder.resolve("queue"), 20);
        Path hold = Files.createDirectories(files.folder().resolve("hold"));
        if (!Mounted.run("chattr", "+i", hold.toString())) {
            System.out.println("TroubleTest: not run as root, permissions are tried otherwise");
            Files.setPosixFilePermissions(hold, PosixFilePermissions.fromString("r-x------"));
        }
        try {
            Receipt receipt = hold(files, new Store(folder.resolve("store")));
            assertEquals(
                    new Receipt(Optional.of(FIRST), 0, 0, 20, receipt.reasons(), false), receipt);
            assertTrue(
                    receipt.reasons().getFirst().contains("ermitted")
                            || receipt.reasons().getFirst().contains("not allowed"),
                    receipt.reasons()::getFirst);
            assertEquals(files.all(), files.inQueue());
        } finally {
            Mounted.run("chattr", "-i", hold.toString());
        }
    }

    @Test
    void aFileInTheWayIsNoHold() throws Exception {
        QueueFiles files = QueueFiles.icewarp(folder.resolve("queue"), 5);
        Files.writeString(files.folder().resolveSibling("_argine_held"), "in the way");
        assertThrows(IOException.class, () -> hold(files, new Store(folder.resolve("store"))));
        assertEquals(files.all(), files.inQueue());
    }

    @Test
    void heldMailThatCannotBeKeptIsNotDeleted() throws Exception {
        QueueFiles files = QueueFiles.postfix(folder.resolve("queue"), 5);
        Store store = new Store(folder.resolve("store"));
        hold(files, store);
        Path keep = Files.writeString(folder.resolve("keep"), "a file, not a folder");
        try (Custody custody = Custody.take(files.holds(), store, CLOCK, new Watcher() {})) {
            assertThrows(
                    IOException.class, () -> custody.delete(FIRST, _ -> true, Optional.of(keep)));
        }
        assertEquals(files.all(), files.held());
    }

    @Test
    void quarantineOnAnotherVolumeIsRefused() throws Exception {
        try (Mounted disk = Mounted.of(folder.resolve("mail/_outgoing"), "size=16m")) {
            if (disk.isMissing()) {
                return;
            }
            QueueFiles files = QueueFiles.icewarp(folder.resolve("elsewhere"), 1);
            Path retry = Files.createDirectories(disk.folder().resolve("retry"));
            Path file =
                    Files.copy(Path.of(files.waiting().getFirst().file()), retry.resolve("1.tmp"));
            Files.setLastModifiedTime(
                    file, java.nio.file.attribute.FileTime.from(QueueFiles.LONG_AGO));
            QueueFiles there = QueueFiles.found(disk.folder());
            Receipt receipt = hold(there, new Store(folder.resolve("store")));
            assertEquals(1, receipt.left());
            assertTrue(receipt.reasons().getFirst().contains("own volume"));
            assertTrue(Files.exists(file));
        }
    }

    @Test
    void aQueueThatBreaksOffWhileTheFirstAreAnnouncedNamesTheirReceipt() throws Exception {
        QueueFiles files = QueueFiles.postfix(folder.resolve("queue"), Holding.FIRST_BATCH);
        Store store = new Store(folder.resolve("store"));
        try (Custody custody = Custody.take(files.holds(), store, CLOCK, new Watcher() {});
                Holding holding = custody.holding("account rossi")) {
            Holding.Chosen chosen =
                    sink -> {
                        files.waiting().forEach(sink);
                        throw new IOException("the queue is gone");
                    };
            BrokenOff broken =
                    assertThrows(BrokenOff.class, () -> holding.hold(chosen, CLOCK.instant()));
            assertEquals(
                    "the queue is gone; what was held before has receipt 2026-11-24.1",
                    broken.getMessage());
        }
        assertEquals(files.all(), files.held());
    }
}
