// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.server.Holds;
import argine.server.Holds.Slip;
import argine.store.Act;
import argine.store.ReceiptId;
import argine.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustodyTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final ReceiptId FIRST = new ReceiptId("2026-11-24.1");

    @TempDir Path folder;

    private Store store() {
        return new Store(folder.resolve("store"));
    }

    private Receipt hold(QueueFiles files, List<QueuedMessage> messages) throws IOException {
        return hold(files, messages, "account rossi", new Watcher() {});
    }

    private Receipt hold(
            QueueFiles files, List<QueuedMessage> messages, String reason, Watcher watcher)
            throws IOException {
        try (Custody custody = Custody.take(files.holds(), store(), CLOCK, watcher);
                Holding holding = custody.holding(reason)) {
            holding.hold(messages, NOON);
            return holding.receipt();
        }
    }

    private Receipt undo(QueueFiles files, ReceiptId receipt) throws IOException {
        try (Custody custody = Custody.take(files.holds(), store(), CLOCK, new Watcher() {})) {
            return custody.release(receipt, _ -> true);
        }
    }

    private static Receipt done(ReceiptId id, long done, long gone, long left, String... reasons) {
        return new Receipt(Optional.of(id), done, gone, left, List.of(reasons), false);
    }

    @Test
    void whatIsHeldGoesBackByteForByte() throws IOException {
        QueueFiles files = QueueFiles.postfix(folder, 40);
        assertEquals(done(FIRST, 40, 0, 0), hold(files, files.waiting()));
        assertEquals(files.all(), files.held());
        assertEquals(done(FIRST, 40, 0, 0), undo(files, FIRST));
        assertEquals(List.of(), files.changed());
    }

    @Test
    void nothingIsBegunForNothing() throws IOException {
        QueueFiles files = QueueFiles.postfix(folder, 1);
        assertEquals(Optional.empty(), hold(files, List.of()).id());
        assertEquals(List.of(), store().receipts());
    }

    @Test
    void aMessageThatIsDeliveredInTheMiddleIsGoneAndNoError() throws IOException {
        for (QueueFiles files :
                List.of(
                        QueueFiles.postfix(folder.resolve("p"), 10),
                        QueueFiles.icewarp(folder.resolve("i"), 10))) {
            List<QueuedMessage> messages = files.waiting();
            Files.delete(Path.of(messages.get(3).file()));
            Receipt receipt = hold(files, messages);
            assertEquals(done(receipt.id().orElseThrow(), 9, 1, 0), receipt);
        }
    }

    @Test
    void messagesInARowOfWhichTheSameCameShareALine() throws IOException {
        QueueFiles files = QueueFiles.postfix(folder, 10);
        List<QueuedMessage> messages = files.waiting();
        Files.delete(Path.of(messages.get(3).file()));
        hold(files, messages);
        List<String> answers = new ArrayList<>();
        store().read(FIRST, act -> answers.add(answer(act)));
        assertEquals(
                List.of("held 1-3", "gone 4-4", "held 5-10"),
                answers.stream().filter(line -> !line.isEmpty()).toList());
        assertEquals(
                "HELD HELD HELD GONE HELD HELD HELD HELD HELD HELD",
                Ledger.read(store(), FIRST).messages().stream()
                        .map(message -> message.state().name())
                        .collect(Collectors.joining(" ")));
    }

    private static String answer(Act act) {
        boolean answers = act.word().equals(Acts.HELD) || act.word().equals(Acts.GONE);
        return answers ? act.word() + " " + Acts.number(act) + "-" + Acts.last(act) : "";
    }

    @Test
    void aMessageThatMovedOnInTheQueueIsFound() throws IOException {
        QueueFiles files = QueueFiles.postfix(folder, 10);
        List<QueuedMessage> messages = files.waiting();
        Files.createDirectories(files.folder().resolve("active"));
        for (QueuedMessage message : messages) {
            Path file = Path.of(message.file());
            Files.move(file, files.folder().resolve("active").resolve(file.getFileName()));
        }
        assertEquals(done(FIRST, 10, 0, 0), hold(files, messages));
    }

    @Test
    void aMessageThatIsSeenInTwoFoldersIsHeldAndCountedOnce() throws IOException {
        QueueFiles files = QueueFiles.postfix(folder, 10);
        List<QueuedMessage> seen = new ArrayList<>(files.waiting());
        seen.addAll(seen.stream().map(message -> movedTo("active", message)).toList());
        assertEquals(done(FIRST, 10, 0, 0), holdAll(files, seen::forEach));
        assertEquals(files.all(), files.held());
    }

    @Test
    void aMessageThatSeemedGoneAndIsSeenAgainIsHeld() throws IOException {
        QueueFiles files = QueueFiles.icewarp(folder, 10);
        List<QueuedMessage> messages = files.waiting();
        Path file = Path.of(messages.getFirst().file());
        Path away = Files.move(file, folder.resolve("away"));
        AtomicInteger looks = new AtomicInteger();
        Receipt receipt =
                holdAll(
                        files,
                        sink -> {
                            if (looks.incrementAndGet() == 2) {
                                Files.move(away, file);
                            }
                            messages.forEach(sink);
                        });
        assertEquals(done(FIRST, 10, 0, 0), receipt);
        assertEquals(files.all(), files.held());
    }

    private static QueuedMessage movedTo(String place, QueuedMessage message) {
        return new QueuedMessage(
                message.queueId(),
                QueuedMessage.Place.ACTIVE,
                message.file().replace("/deferred/", "/" + place + "/"),
                message.arrival(),
                message.size(),
                message.envelope(),
                message.done(),
                message.headers(),
                message.text());
    }

    private Receipt holdAll(QueueFiles files, Holding.Chosen chosen) throws IOException {
        try (Custody custody = Custody.take(files.holds(), store(), CLOCK, new Watcher() {});
                Holding holding = custody.holding("account rossi")) {
            holding.holdAll(chosen);
            return holding.receipt();
        }
    }

    @Test
    void anIdThatCameAgainIsAnotherMessage() throws IOException {
        QueueFiles files = QueueFiles.postfix(folder, 10);
        List<QueuedMessage> messages = files.waiting();
        Path first = Path.of(messages.get(0).file());
        Files.delete(first);
        Files.copy(Path.of(messages.get(5).file()), first);
        assertEquals(done(FIRST, 9, 1, 0), hold(files, messages));
        assertTrue(Files.exists(first));
    }

    @Test
    void whatIceWarpIsSendingOrWritingIsLeftAlone() throws IOException {
        QueueFiles files = QueueFiles.icewarp(folder, 3);
        Path sent = Path.of(files.waiting().get(0).file());
        Path inSending = sent.resolveSibling("0000.tm$");
        Files.move(sent, inSending);
        Path written = Path.of(files.waiting().get(1).file());
        Files.setLastModifiedTime(written, FileTime.from(NOON.minusSeconds(2)));
        Receipt receipt = hold(files, files.waiting());
        assertEquals(1, receipt.done());
        assertEquals(2, receipt.left());
        assertTrue(receipt.reasons().getFirst().endsWith(": is being sent"));
        assertTrue(receipt.reasons().getLast().endsWith("changed a moment ago; run it again"));
    }

    @Test
    void whatWasChangedInQuarantineDoesNotGoBack() throws IOException {
        QueueFiles files = QueueFiles.icewarp(folder, 3);
        hold(files, files.waiting());
        try (Stream<Path> held = Files.walk(folder.resolve("mail/_argine_held"))) {
            Path one = held.filter(Files::isRegularFile).findFirst().orElseThrow();
            Files.writeString(one, "something else");
        }
        Receipt receipt = undo(files, FIRST);
        assertEquals(2, receipt.done());
        assertEquals(1, receipt.left());
    }

    @Test
    void aPlaceThatIsTakenIsNotOverwritten() throws IOException {
        QueueFiles files = QueueFiles.icewarp(folder, 2);
        List<QueuedMessage> messages = files.waiting();
        hold(files, messages);
        Path first = Path.of(messages.get(0).file());
        Files.writeString(first, "a new message");
        Receipt receipt = undo(files, FIRST);
        assertEquals(1, receipt.done());
        assertTrue(receipt.reasons().getFirst().contains("its place is taken"));
        assertEquals("a new message", Files.readString(first));
    }

    @Test
    void whoStopsLosesNothingAndTheSameCommandGoesOn() throws IOException {
        QueueFiles files = QueueFiles.postfix(folder, Steps.BATCH + 50);
        Watcher impatient =
                new Watcher() {
                    private boolean isOneBatchUnderWay;

                    @Override
                    public void progress(String doing, long done, long of) {
                        isOneBatchUnderWay = true;
                    }

                    @Override
                    public boolean stop() {
                        return isOneBatchUnderWay;
                    }
                };
        Receipt stopped = hold(files, files.waiting(), "account rossi", impatient);
        assertEquals(
                new Receipt(Optional.of(FIRST), Holding.FIRST_BATCH, 0, 0, List.of(), true),
                stopped);
        assertEquals(done(FIRST, Steps.BATCH - 200, 0, 0), hold(files, files.waiting()));
        assertEquals(done(FIRST, Steps.BATCH + 50, 0, 0), undo(files, FIRST));
        assertEquals(List.of(), files.changed());
    }

    @Test
    void anotherSweepDoesNotGoOnWithIt() throws IOException {
        QueueFiles files = QueueFiles.postfix(folder, Steps.BATCH + 50);
        Watcher impatient =
                new Watcher() {
                    private boolean isOneBatchUnderWay;

                    @Override
                    public void progress(String doing, long done, long of) {
                        isOneBatchUnderWay = true;
                    }

                    @Override
                    public boolean stop() {
                        return isOneBatchUnderWay;
                    }
                };
        hold(files, files.waiting(), "account rossi", impatient);
        Receipt other = hold(files, files.waiting(), "account bianchi", new Watcher() {});
        assertEquals(new ReceiptId("2026-11-24.2"), other.id().orElseThrow());
    }

    @Test
    void oneMessageOfManyGoesBack() throws IOException {
        QueueFiles files = QueueFiles.postfix(folder, 5);
        List<QueuedMessage> messages = files.waiting();
        hold(files, messages);
        QueueId id = messages.get(2).queueId();
        assertEquals(Optional.of(FIRST), Custody.holderOf(id, store(), files.holds()));
        try (Custody custody = Custody.take(files.holds(), store(), CLOCK, new Watcher() {})) {
            custody.release(FIRST, message -> message.slip().queueId().equals(id));
        }
        assertEquals(4, files.held().size());
        assertEquals(Optional.empty(), Custody.holderOf(id, store(), files.holds()));
    }

    @Test
    void whatIsDeletedWasHeldAndIsDescribedAndKept() throws IOException {
        QueueFiles files = QueueFiles.postfix(folder, 5);
        hold(files, files.waiting());
        Path keep = folder.resolve("keep");
        try (Custody custody = Custody.take(files.holds(), store(), CLOCK, new Watcher() {})) {
            assertEquals(done(FIRST, 5, 0, 0), custody.delete(FIRST, _ -> true, Optional.of(keep)));
        }
        assertEquals(List.of(), files.inQueue());
        assertEquals(List.of(), files.held());
        String journal = Files.readString(store().file(FIRST));
        assertEquals(5, journal.lines().filter(line -> line.contains("\"sha256\":\"")).count());
        try (Stream<Path> kept = Files.list(keep.resolve("2026-11-24.1"))) {
            assertEquals(5, kept.count());
        }
    }

    @Test
    void theShelfShowsWhatLiesThere() throws IOException {
        QueueFiles files = QueueFiles.postfix(folder, 5);
        List<QueuedMessage> messages = files.waiting();
        hold(files, messages);
        Path byHand = files.folder().resolve("hold").resolve(messages.get(0).queueId().text());
        Files.move(byHand, Path.of(messages.get(0).file()));
        assertEquals(
                List.of(
                        new Shelf(
                                FIRST,
                                "postfix " + files.folder(),
                                NOON,
                                "account rossi",
                                4,
                                1,
                                0,
                                Optional.empty())),
                Shelf.all(store(), Optional.of(files.holds())));
        undo(files, FIRST);
        assertEquals(List.of(), Shelf.all(store(), Optional.of(files.holds())));
    }

    @Test
    void twoAtOnceAreRefused() throws IOException {
        QueueFiles files = QueueFiles.postfix(folder, 1);
        try (Custody _ = Custody.take(files.holds(), store(), CLOCK, new Watcher() {})) {
            assertThrows(IOException.class, () -> hold(files, files.waiting()));
        }
    }

    @Test
    void aReceiptOfAnotherQueueIsRefused() throws IOException {
        QueueFiles files = QueueFiles.postfix(folder.resolve("one"), 1);
        hold(files, files.waiting());
        QueueFiles other = QueueFiles.postfix(folder.resolve("other"), 1);
        assertThrows(IOException.class, () -> undo(other, FIRST));
    }

    @Test
    void aJournalCannotLeadOutOfTheQueue() throws IOException {
        QueueFiles files = QueueFiles.icewarp(folder, 1);
        Path outside = Files.writeString(folder.resolve("outside"), "mine");
        Slip forged =
                new Slip(
                        new QueueId("ABCDEF1"),
                        "../../outside",
                        "../../outside",
                        NOON,
                        "rossi",
                        4,
                        "");
        Holds holds = files.holds();
        assertThrows(IOException.class, () -> holds.where(forged));
        assertThrows(IOException.class, () -> holds.hold(List.of(forged)));
        assertThrows(IOException.class, () -> holds.remove(List.of(forged)));
        assertEquals("mine", Files.readString(outside));
    }
}
