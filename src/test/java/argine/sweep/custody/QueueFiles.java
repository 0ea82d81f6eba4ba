// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.server.Holds;
import argine.server.Queue;
import argine.server.icewarp.held.Quarantine;
import argine.server.postfix.PostfixQueue;
import argine.server.postfix.SpoolHolds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A queue made of real queue files, with everything by which a test can tell whether a message was
 * lost, doubled or changed.
 */
final class QueueFiles {
    static final Instant LONG_AGO = Instant.parse("2026-11-20T10:00:00Z");
    private static final Path CORPUS = Path.of("src/test/corpus/lab");

    private final Path folder;
    private final Path pristine;
    private final boolean postfix;
    private final Map<String, Object> inodes = new TreeMap<>();

    private QueueFiles(Path folder, Path pristine, boolean postfix) {
        this.folder = folder;
        this.pristine = pristine;
        this.postfix = postfix;
    }

    /** A copied queue of Postfix: deferred messages in hashed folders. */
    static QueueFiles postfix(Path directory, int count) throws IOException {
        QueueFiles files =
                new QueueFiles(directory.resolve("spool"), directory.resolve("pristine"), true);
        files.fill(count);
        return files;
    }

    /** A queue folder of IceWarp. */
    static QueueFiles icewarp(Path directory, int count) throws IOException {
        QueueFiles files =
                new QueueFiles(
                        directory.resolve("mail").resolve("_outgoing"),
                        directory.resolve("pristine"),
                        false);
        files.fill(count);
        return files;
    }

    /** A queue that is there already, of which nothing is expected. */
    static QueueFiles found(Path folder) {
        return new QueueFiles(folder, folder, !folder.endsWith("_outgoing"));
    }

    /**
     * Real queue files; those of the corpus come again under other names until there are enough.
     */
    private void fill(int count) throws IOException {
        List<Path> real;
        try (Stream<Path> all = Files.walk(CORPUS)) {
            real =
                    all.filter(file -> file.toString().contains("/queue/deferred/"))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList();
        }
        Files.createDirectories(folder.resolve(postfix ? "deferred" : "retry"));
        for (int i = 0; i < count; i++) {
            Path file = real.get(i % real.size());
            String name = nameOf(file, i / real.size());
            Path copy = pristine.resolve(name);
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
            Files.setLastModifiedTime(copy, FileTime.from(LONG_AGO));
            inodes.put(name, Files.getAttribute(copy, "unix:ino"));
        }
        putBack();
    }

    private String nameOf(Path file, int round) {
        String id = file.getFileName().toString();
        String other =
                "0123456789ABCDEF".charAt((id.charAt(0) + round) % 16) + id.substring(1) + round;
        return postfix ? "deferred/" + other.charAt(0) + "/" + other : "retry/" + other + ".tmp";
    }

    /** Every message in the queue again, as it was in the beginning. */
    void putBack() throws IOException {
        for (String name : inodes.keySet()) {
            Path place = folder.resolve(name);
            if (!Files.exists(place)) {
                Files.createDirectories(place.getParent());
                Files.createLink(place, pristine.resolve(name));
            }
        }
    }

    Path folder() {
        return folder;
    }

    int count() {
        return inodes.size();
    }

    Holds holds() throws IOException {
        return postfix ? new SpoolHolds(folder) : Quarantine.of(folder);
    }

    /** What waits in the queue, as the queue's reader tells it. */
    List<QueuedMessage> waiting() throws IOException {
        if (!postfix) {
            return icewarpMessages();
        }
        List<QueuedMessage> messages = new ArrayList<>();
        new PostfixQueue(folder, Queue.Content.NONE).read(messages::add);
        messages.removeIf(message -> message.place() == QueuedMessage.Place.HOLD);
        messages.sort(Comparator.comparing(QueuedMessage::file));
        return messages;
    }

    private List<QueuedMessage> icewarpMessages() throws IOException {
        List<QueuedMessage> messages = new ArrayList<>();
        for (Path file : filesBelow(folder)) {
            String name = file.getFileName().toString();
            messages.add(
                    new QueuedMessage(
                            new QueueId(name.substring(0, name.indexOf('.'))),
                            QueuedMessage.Place.DEFERRED,
                            file.toString(),
                            LONG_AGO,
                            1,
                            new QueuedMessage.Envelope(
                                    Address.of("winner@lottery.test"),
                                    "rossi",
                                    "",
                                    ClientAddress.NONE,
                                    "",
                                    List.of(Address.of("a@example.org"))),
                            List.of(),
                            QueuedMessage.Headers.NONE,
                            ""));
        }
        return messages;
    }

    /** Names of the messages in the queue, each the very file that was there in the beginning. */
    List<String> inQueue() throws IOException {
        Path lock = holds().lockFile();
        return messages(folder, file -> !isHold(file) && !file.equals(lock));
    }

    /** Names of the messages that are held, by where they came from. */
    List<String> held() throws IOException {
        return messages(
                postfix ? folder.resolve("hold") : folder.resolveSibling("_argine_held"),
                _ -> true);
    }

    private boolean isHold(Path file) {
        return file.startsWith(folder.resolve("hold"));
    }

    private List<String> messages(Path root, Predicate<Path> which) throws IOException {
        Map<Object, String> byInode = new HashMap<>();
        inodes.forEach((name, inode) -> byInode.put(inode, name));
        List<String> names = new ArrayList<>();
        for (Path file : filesBelow(root)) {
            if (which.test(file)) {
                String name = byInode.get(Files.getAttribute(file, "unix:ino"));
                names.add(name == null ? "a stranger: " + file : name);
            }
        }
        names.sort(null);
        return names;
    }

    /** All names, which is what is in the queue in the beginning. */
    List<String> all() {
        return List.copyOf(inodes.keySet());
    }

    /** Names of messages in the queue whose bytes are not what they were, or at another place. */
    List<String> changed() throws IOException {
        List<String> changed = new ArrayList<>();
        for (String name : inodes.keySet()) {
            Path now = folder.resolve(name);
            Path before = pristine.resolve(name);
            boolean same =
                    Files.exists(now)
                            && Files.mismatch(now, before) < 0
                            && Files.getLastModifiedTime(now).toInstant().equals(LONG_AGO);
            if (!same) {
                changed.add(name);
            }
        }
        return changed;
    }

    private static List<Path> filesBelow(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
