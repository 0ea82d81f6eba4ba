// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Place;
import argine.server.Holds;
import argine.server.Holds.Slip;
import argine.server.Holds.Whereabouts;
import argine.server.Moved;
import argine.server.Queue;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder of a Postfix queue, in which one message is looked for by its slip.
 *
 * <p>A running Postfix moves messages between its folders, and may give the ID of one that is gone
 * to another; so a message is looked for in every folder, and is the one that is meant only if it
 * arrived in the same microsecond with the same login.
 */
final class Spool {
    static final String HOLD = "hold";

    /** The folder in which Postfix keeps the locks of its own programs. */
    private static final String LOCKS = "pid";

    /** In the order in which a message that is tried again goes round; it is looked for twice. */
    private static final List<String> WAITING =
            List.of("deferred", "active", "incoming", "deferred", "active");

    private static final Set<OpenOption> READ =
            Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final String SAFE_ALPHABET =
            "0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";
    private static final int MICRO_DIGITS = 4;
    private static final int HASH_DIGITS = 5;
    private static final int MAX_DEPTH = 3;

    private final Path root;

    /**
     * In milliseconds: a file system's clock may lag, and a file has its name a moment after it is
     * created.
     */
    private static final long CLOCKS_APART = 1000;

    private final String rootWithin;
    private final Map<String, String> holdFolders = new ConcurrentHashMap<>();
    private final QueueFile reader = new QueueFile(Queue.Content.NONE);

    private Spool(Path root) {
        this.root = root;
        this.rootWithin = root + (root.getNameCount() == 0 ? "" : "/");
    }

    /** The queue that a folder is, or that it is a folder of. */
    static Spool of(Path named) throws IOException {
        Path folder = named.toAbsolutePath().normalize();
        if (WAITING.stream().anyMatch(place -> Files.isDirectory(folder.resolve(place)))) {
            return new Spool(folder);
        }
        for (Path at = folder; at != null && at.getFileName() != null; at = at.getParent()) {
            if (WAITING.contains(at.getFileName().toString()) && at.getParent() != null) {
                return new Spool(at.getParent());
            }
        }
        throw new FileSystemException(
                named.toString(), null, "is no queue of Postfix: there is no deferred in it");
    }

    Path root() {
        return root;
    }

    /** Beside the locks of Postfix's own programs; a copy may have no such folder. */
    Path lockFile() {
        Path locks = root.resolve(LOCKS);
        return Files.isDirectory(locks, LinkOption.NOFOLLOW_LINKS)
                ? locks.resolve("argine.lock")
                : root.resolve(".argine.lock");
    }

    /** A slip for a message as it was read; the answer says if it cannot be held. */
    Holds.Answer slip(QueuedMessage message) throws IOException {
        Slip slip =
                new Slip(
                        message.queueId(),
                        inQueue(message.file()),
                        holdFile(message.queueId().text()),
                        message.arrival(),
                        message.envelope().account(),
                        message.size(),
                        "");
        return switch (message.place()) {
            case INCOMING, ACTIVE, DEFERRED -> Holds.Answer.done(slip);
            case HOLD -> Holds.Answer.left(slip, "on hold already");
            case MAILDROP, CORRUPT ->
                    Holds.Answer.left(
                            slip,
                            "in "
                                    + message.place().name().toLowerCase(Locale.ROOT)
                                    + ", not queued");
        };
    }

    /** The name of a file from the queue's folder on. */
    private String inQueue(String file) throws IOException {
        if (isPlainlyWithin(file)) {
            return file.substring(rootWithin.length());
        }
        Path path = root.getFileSystem().getPath(file).toAbsolutePath().normalize();
        if (!path.startsWith(root)) {
            throw new FileSystemException(path.toString(), null, "is not in the queue " + root);
        }
        return path.toString().substring(rootWithin.length());
    }

    /** As the names of files that were read are; then there is no path to make out. */
    private boolean isPlainlyWithin(String file) {
        return file.length() > rootWithin.length()
                && file.startsWith(rootWithin)
                && !file.contains("/.")
                && !file.contains("//");
    }

    /** Where a message of this ID is held: below a folder of its own where Postfix hashes them. */
    private String holdFile(String id) {
        return holdFolders.computeIfAbsent(hash(id).substring(0, MAX_DEPTH), this::holdFolder) + id;
    }

    private String holdFolder(String hash) {
        StringBuilder folder = new StringBuilder(HOLD).append('/');
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            if (!Files.isDirectory(root.resolve(folder.toString() + hash.charAt(depth)))) {
                break;
            }
            folder.append(hash.charAt(depth)).append('/');
        }
        return folder.toString();
    }

    /**
     * Tells by the folder alone, without reading it, that a file on hold is the message that was
     * read: it bears the ID, which holds the number of its inode, and was created before the queue
     * was read. No two files have the same inode at once. False where that is not certain: on file
     * systems that do not tell when a file was created, and in copies.
     */
    boolean isHeldSince(Slip slip, Instant read) throws IOException {
        try {
            BasicFileAttributes file =
                    Files.readAttributes(
                            heldPlace(slip.held()),
                            BasicFileAttributes.class,
                            LinkOption.NOFOLLOW_LINKS);
            return file.isRegularFile()
                    && !file.creationTime().equals(file.lastModifiedTime())
                    && file.creationTime().toMillis() + CLOCKS_APART < read.toEpochMilli()
                    && PostfixName.namesInode(slip.queueId().text(), file);
        } catch (FileSystemException _) {
            return false;
        }
    }

    private Path heldPlace(String held) throws IOException {
        return isPlainlyWithin(rootWithin + held) ? root.resolve(held) : Moved.below(root, held);
    }

    /** The file of a message that waits in the queue; none if it is held or gone. */
    Optional<Path> waiting(Slip slip) throws IOException {
        Path known = Moved.below(root, slip.file());
        if (!known.startsWith(root.resolve(HOLD)) && isThe(slip, known)) {
            return Optional.of(known);
        }
        return find(slip, WAITING);
    }

    /** Where a message is now. */
    Whereabouts where(Slip slip) throws IOException {
        if (held(slip).isPresent()) {
            return Whereabouts.HELD;
        }
        return waiting(slip).isPresent() ? Whereabouts.QUEUED : Whereabouts.GONE;
    }

    /** The file of a message that is held. */
    Optional<Path> held(Slip slip) throws IOException {
        Path known = Moved.below(root, slip.held());
        return isThe(slip, known) ? Optional.of(known) : find(slip, List.of(HOLD));
    }

    /** A file on hold that has a message's ID and is another message. */
    Optional<Path> heldInstead(Slip slip) throws IOException {
        for (Path candidate : candidates(HOLD, slip.queueId().text())) {
            if (Files.exists(candidate, LinkOption.NOFOLLOW_LINKS) && !isThe(slip, candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private Optional<Path> find(Slip slip, List<String> places) throws IOException {
        for (String place : places) {
            for (Path candidate : candidates(place, slip.queueId().text())) {
                if (isThe(slip, candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    private List<Path> candidates(String place, String id) {
        List<Path> candidates = new ArrayList<>();
        Path folder = root.resolve(place);
        candidates.add(folder.resolve(id));
        String hash = hash(id);
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            folder = folder.resolve(hash.substring(depth, depth + 1));
            candidates.add(folder.resolve(id));
        }
        return candidates;
    }

    /** What Postfix names hashed folders after: the microseconds of the ID, in hexadecimal. */
    static String hash(String id) {
        int z = id.lastIndexOf('z');
        if (z < MICRO_DIGITS) {
            return id;
        }
        int micros = 0;
        for (int i = z - MICRO_DIGITS; i < z; i++) {
            micros =
                    micros * SAFE_ALPHABET.length()
                            + Math.max(0, SAFE_ALPHABET.indexOf(id.charAt(i)));
        }
        return HexFormat.of().withUpperCase().toHexDigits(micros, HASH_DIGITS);
    }

    /** Tells whether a file is the message that a slip means. */
    private synchronized boolean isThe(Slip slip, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, READ)) {
            QueuedMessage found = reader.read(slip.queueId(), Place.DEFERRED, "", 0, channel::read);
            return found.arrival().equals(slip.arrival())
                    && found.envelope().account().equals(slip.account());
        } catch (NoSuchFileException | DamagedQueueFile _) {
            return false;
        } catch (FileSystemException e) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            return false;
        }
    }
}
