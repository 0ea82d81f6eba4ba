// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Place;
import argine.server.Queue.Content;
import argine.server.Queue.Summary;
import argine.server.QueueTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostfixQueueTest {
    private static final Path CORPUS = Path.of("src/test/corpus/postfix/queue");
    private static final byte[] MESSAGE =
            new Records()
                    .add('T', "1795504618 1")
                    .add('S', "s@x.test")
                    .add('R', "r@x.test")
                    .add('M', "")
                    .add('X', "")
                    .add('E', "")
                    .bytes();

    @TempDir private Path directory;

    @Test
    void everyMessageIsHandedOnWithItsPlaceAndOtherFilesAreCounted() throws IOException {
        List<QueuedMessage> messages = new ArrayList<>();
        Summary summary = new PostfixQueue(CORPUS, Content.NONE).read(messages::add);
        assertEquals(new Summary(CORPUS.toString(), 6, 0, 0, 1, List.of()), summary);
        assertEquals(
                Map.of(Place.DEFERRED, 5L, Place.HOLD, 1L),
                messages.stream()
                        .collect(
                                Collectors.groupingBy(
                                        QueuedMessage::place, Collectors.counting())));
        assertTrue(
                messages.stream()
                        .map(QueuedMessage::file)
                        .anyMatch(CORPUS.resolve("hold/B81212828C5").toString()::equals));
    }

    @Test
    void oneFolderCopiedAloneIsAQueue() throws IOException {
        assertEquals(5, places(CORPUS.resolve("deferred")).get(Place.DEFERRED));
        assertEquals(2, places(CORPUS.resolve("deferred/E")).get(Place.DEFERRED));
        assertEquals(1, places(CORPUS.resolve("hold")).get(Place.HOLD));
    }

    @Test
    void aLargeFolderInWhichNothingIsAQueuesIsRefusedAfterABoundedLook() throws IOException {
        for (int i = 0; i < 300; i++) {
            Files.createFile(Files.createDirectory(directory.resolve("d" + i)).resolve("file"));
        }
        assertEquals(
                directory
                        + ": is no queue of Postfix: of its first 500 entries none is a message,"
                        + " deferred or hold; name the queue, or a copy of it: --queue"
                        + " /var/spool/postfix",
                assertThrows(FileSystemException.class, () -> places(directory)).getMessage());
    }

    @Test
    void aQueueIsNotRefusedForWhatLiesInIt() throws IOException {
        for (String queue : List.of("hashed/deferred", "copied/A", "deferred/empty")) {
            Files.createDirectories(directory.resolve(queue));
            for (int i = 0; i < 600; i++) {
                Files.createFile(directory.resolve(queue).resolve("note" + i));
            }
        }
        put("hashed/deferred/A/ABC123456");
        put("copied/A/ABC123457");
        for (String queue : List.of("hashed", "copied", "deferred/empty")) {
            assertEquals(queue.contains("empty") ? 0 : 1, found(queue), queue);
        }
        assertEquals(0, found(Files.createDirectory(directory.resolve("nothing")).toString()));
    }

    private int found(String queue) throws IOException {
        List<QueuedMessage> messages = new ArrayList<>();
        new PostfixQueue(directory.resolve(queue), Content.NONE).read(messages::add);
        return messages.size();
    }

    @Test
    void whatIsHeldBesideOneFolderIsNotReadWithItAndCanBeFound() throws IOException {
        put("deferred/A/ABC123456");
        put("hold/ABC123457");
        List<String> held = new ArrayList<>();
        new PostfixQueue(directory.resolve("deferred"), Content.NONE)
                .heldBeside()
                .orElseThrow()
                .read(message -> held.add(message.place() + " " + message.queueId()));
        assertEquals(List.of("HOLD ABC123457"), held);
        for (Path whole : List.of(directory, directory.resolve("hold"))) {
            assertTrue(new PostfixQueue(whole, Content.NONE).heldBeside().isEmpty());
        }
    }

    @Test
    void hashedFoldersOfAnyDepthAreEntered() throws IOException {
        put("deferred/A/B/C/ABC123456");
        put("hold/D/ABC123457");
        put("incoming/4jYZjn5gw0zMp0Z");
        put("maildrop/ABC123458");
        assertEquals(
                Map.of(Place.DEFERRED, 1, Place.HOLD, 1, Place.INCOMING, 1, Place.MAILDROP, 1),
                places(directory));
    }

    @Test
    void foldersThatGoDownWithoutEndAreNotFollowed() throws IOException {
        put("deferred/" + "A/".repeat(40) + "ABC123456");
        assertEquals(Map.of(), places(directory));
    }

    @Test
    void aMessageMetTwiceOnItsWayIsHandedOnOnce() throws IOException {
        put("incoming/ABC123456");
        put("active/ABC123456");
        put("deferred/A/ABC123456");
        assertEquals(List.of(1), List.copyOf(places(directory).values()));
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        put("elsewhere/ABC123456");
        Files.createDirectories(directory.resolve("deferred"));
        Files.createSymbolicLink(
                directory.resolve("deferred/ABC123457"), directory.resolve("elsewhere/ABC123456"));
        Files.createSymbolicLink(directory.resolve("deferred/E"), directory.resolve("elsewhere"));
        Files.createSymbolicLink(directory.resolve("hold"), directory.resolve("elsewhere"));
        Summary summary = new PostfixQueue(directory, Content.NONE).read(_ -> {});
        assertEquals(0, summary.messages());
        assertEquals(2, summary.passedOver());
        assertEquals(
                List.of(directory.resolve("hold") + " is a symbolic link and was not followed"),
                summary.trouble());
    }

    @Test
    void aPipeInAFolderThatOthersMayEnterNeverStopsTheReader() throws Exception {
        aPipeIn("rwx--x---");
        assertAPipeIsPassedOver(true);
    }

    @Test
    void aPipeInACopyNeverStopsTheReaderThoughNobodyElseMayEnter() throws Exception {
        aPipeIn("rwx------");
        assertAPipeIsPassedOver(false);
    }

    @Test
    void aPipeInSomebodysOwnFolderNeverStopsTheReaderThoughAConfigurationCallsItTheQueue()
            throws Exception {
        aPipeIn("rwx------");
        if (System.getProperty("user.name").equals("root")) { // else it is somebody's own already
            UserPrincipal nobody =
                    directory
                            .getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("nobody");
            Files.setOwner(directory.resolve("deferred"), nobody);
        }
        assertAPipeIsPassedOver(true);
    }

    private void aPipeIn(String permissions) throws Exception {
        put("deferred/ABC123456");
        pipe("deferred/ABC123457");
        Files.setPosixFilePermissions(
                directory.resolve("deferred"), PosixFilePermissions.fromString(permissions));
    }

    private void assertAPipeIsPassedOver(boolean own) {
        assertEquals(
                new Summary(directory.toString(), 1, 0, 0, 1, List.of()),
                assertTimeoutPreemptively(
                        Duration.ofMinutes(2),
                        () -> new PostfixQueue(directory, Content.NONE, own).read(_ -> {})));
    }

    @Test
    void inAFolderOfPostfixAloneFilesAreOpenedWithoutALookAndTheRestIsPassedOver()
            throws Exception {
        put("elsewhere/ABC123456");
        put("deferred/ABC123456");
        put("deferred/ABC123457/ABC123458");
        Files.createSymbolicLink(
                directory.resolve("deferred/ABC123459"), directory.resolve("elsewhere/ABC123456"));
        Files.setPosixFilePermissions(
                directory.resolve("deferred"), PosixFilePermissions.fromString("rwx------"));
        assertEquals(
                new Summary(directory.toString(), 1, 0, 0, 2, List.of()),
                new PostfixQueue(directory, Content.NONE, /* own= */ true).read(_ -> {}));
    }

    private void pipe(String name) throws Exception {
        Path pipe = directory.resolve(name);
        Files.createDirectories(pipe.getParent());
        assumeTrue(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo");
    }

    @Test
    void aFolderNamedLikeAMessageIsPassedOver() throws IOException {
        put("deferred/ABC123456/ABC123457");
        Summary summary = new PostfixQueue(directory, Content.NONE).read(_ -> {});
        assertEquals(new Summary(directory.toString(), 0, 0, 0, 1, List.of()), summary);
    }

    @Test
    void damagedFilesAreCountedAndNamedUpToABound() throws IOException {
        for (int i = 0; i < QueueTrouble.MOST + 5; i++) {
            Path file = directory.resolve("deferred/ABC%06d".formatted(i));
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[] {'T', 9, '1'});
        }
        Summary summary = new PostfixQueue(directory, Content.TEXT).read(_ -> {});
        assertEquals(QueueTrouble.MOST + 5, summary.damaged());
        assertEquals(QueueTrouble.MOST + 1, summary.trouble().size());
        assertEquals("and 5 more", summary.trouble().getLast());
        assertTrue(summary.trouble().getFirst().endsWith(" is damaged: cut short"));
    }

    @Test
    void aMessageThatIsBeingWrittenIsNotDamaged() throws IOException {
        Path file = directory.resolve("incoming/ABC123456");
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {'T', 9, '1'});
        Summary summary = new PostfixQueue(directory, Content.NONE).read(_ -> {});
        assertEquals(new Summary(directory.toString(), 0, 0, 0, 1, List.of()), summary);
    }

    /** Whichever step of the writer the reader meets, and the last one most often. */
    @Test
    void aMessageThatIsFinishedMeanwhileIsNotDamaged() throws Exception {
        Files.createDirectories(directory.resolve("incoming"));
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> writeUntil(done));
        try {
            for (int look = 0; look < 1_500; look++) {
                Summary summary = new PostfixQueue(directory, Content.NONE).read(_ -> {});
                assertEquals(List.of(), summary.trouble(), "look " + look);
            }
        } finally {
            done.set(true);
            writer.join();
        }
    }

    private void writeUntil(AtomicBoolean done) {
        try {
            for (int number = 100_000; !done.get(); number++) {
                Path file = directory.resolve("incoming/ABC" + number);
                write(file);
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Postfix writes a message: its owner may execute it once it is whole. */
    private static void write(Path file) throws IOException {
        int half = MESSAGE.length / 2;
        try (FileChannel to = FileChannel.open(file, CREATE_NEW, WRITE)) {
            to.write(ByteBuffer.wrap(MESSAGE, 0, half));
            to.write(ByteBuffer.wrap(MESSAGE, half, MESSAGE.length - half));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void messagesThatVanishMeanwhileAreCounted() throws IOException {
        for (int i = 0; i < 50; i++) {
            put("deferred/ABC%06d".formatted(i));
        }
        Summary summary = new PostfixQueue(directory, Content.NONE).read(_ -> empty("deferred"));
        assertEquals(50, summary.messages() + summary.vanished());
        assertTrue(summary.vanished() >= 40, summary.toString());
    }

    @Test
    void whatPostfixSetAsideIsCountedNotRead() throws IOException {
        put("corrupt/ABC123456");
        put("hold/ABC123457");
        Summary summary = new PostfixQueue(directory, Content.NONE).read(_ -> {});
        assertEquals(1, summary.messages());
        assertEquals(
                directory.resolve("corrupt")
                        + " holds messages that Postfix has set aside, not read: 1",
                summary.trouble().getFirst());
    }

    @Test
    void whatTheSinkThrowsEndsTheReading() throws IOException {
        put("hold/ABC123456");
        put("hold/ABC123457");
        RuntimeException thrown = new IllegalStateException("full");
        PostfixQueue queue = new PostfixQueue(directory, Content.NONE);
        assertSame(
                thrown,
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                queue.read(
                                        _ -> {
                                            throw thrown;
                                        })));
    }

    @Test
    void thousandsOfMessagesReachTheSinkOneAtATime() throws IOException {
        for (int i = 0; i < 3000; i++) {
            put("deferred/%X/ABC%06d".formatted(i % 16, i));
        }
        int[] count = {0};
        Summary summary = new PostfixQueue(directory, Content.TEXT).read(_ -> count[0]++);
        assertEquals(3000, count[0]);
        assertEquals(3000, summary.messages());
    }

    @Test
    void aQueueThatIsNotThereCouldNotBeRead() {
        PostfixQueue queue = new PostfixQueue(directory.resolve("gone"), Content.NONE);
        assertThrows(NoSuchFileException.class, () -> queue.read(_ -> {}));
    }

    private void put(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, MESSAGE);
    }

    private void empty(String folder) {
        try (var files = Files.newDirectoryStream(directory.resolve(folder))) {
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<Place, Integer> places(Path queue) throws IOException {
        Map<Place, Integer> places = new TreeMap<>();
        new PostfixQueue(queue, Content.NONE).read(m -> places.merge(m.place(), 1, Integer::sum));
        return places;
    }
}
