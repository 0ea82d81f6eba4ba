// SPDX-License-Identifier: Apache-2.0
package argine.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The folder in which Argine remembers what it did, by default {@code /var/lib/argine}.
 *
 * <p>Its journals are in the folder {@code journal} below, one file for each receipt, readable by
 * the owner alone: they name who wrote to whom. A folder that others may write to is refused, for
 * whoever writes there could have a message put anywhere.
 */
public final class Store {
    /** Where it is unless another place is named. */
    public static final Path USUAL_PLACE = Path.of("/var/lib/argine");

    private static final String FOLDER = "journal";
    private static final String ENDING = ".jsonl";
    private static final int MAX_RECEIPTS = 100_000;
    private static final int MOST_AT_ONCE = 100;
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path directory;
    private final Path folder;

    /** A store that need not exist yet. */
    public Store(Path directory) {
        this.directory = directory;
        this.folder = directory.resolve(FOLDER);
    }

    /**
     * Takes the right to change something, which one process has at a time; makes the folder if it
     * is not there.
     *
     * @throws IOException when another process has it, or the folder cannot be used
     */
    public Lock lock() throws IOException {
        return lock("lock");
    }

    /** The same, for a kind of change that goes on beside others. */
    public Lock lockFor(String kind) throws IOException {
        return lock("lock-" + kind);
    }

    private Lock lock(String name) throws IOException {
        makeFolder();
        return lockOn(folder.resolve(name));
    }

    /**
     * Takes the right to whatever a file stands for, which one process has at a time; makes the
     * file if it is not there.
     *
     * @throws IOException when another process has it
     * @throws FileSystemException when the file cannot be made or written to, or is a link or a
     *     pipe
     */
    public static Lock lockOn(Path file) throws IOException {
        FileChannel channel = open(file);
        try {
            Optional<FileLock> lock = tryLock(channel);
            if (lock.isEmpty()) {
                throw new IOException(
                        file
                                + ": another argine is at work (process "
                                + owner(channel)
                                + "); try again when it has ended");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(
                            (ProcessHandle.current().pid() + "\n")
                                    .getBytes(StandardCharsets.US_ASCII)));
            return new Lock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(
                    file.toString(), null, "is no regular file; take it away");
        }
        return FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                ofOwner(file, "rw-------"));
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException _) {
            return Optional.empty();
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(16);
        channel.read(text, 0);
        String owner = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
        return owner.strip().matches("[0-9]+") ? owner.strip() : "unknown";
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(directory, mode("rwx------"));
            createOrFind(folder);
        }
        if (isPosix(folder)
                && Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).stream()
                        .anyMatch(OTHERS_WRITE::contains)) {
            throw new AccessDeniedException(
                    folder.toString(),
                    null,
                    "others may write to it; chmod 700 it, or use another");
        }
    }

    /** Two processes may begin at once. */
    private void createOrFind(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, mode("rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    /** Begins a journal under the next free receipt of a day. */
    public Journal begin(LocalDate day) throws IOException {
        int last =
                receipts().stream()
                        .filter(known -> known.day().equals(day.toString()))
                        .mapToInt(ReceiptId::number)
                        .max()
                        .orElse(0);
        Journal journal = create(day, last + 1);
        syncFolder();
        return journal;
    }

    /** Another process may take the number first; then the next one is free. */
    private Journal create(LocalDate day, int first) throws IOException {
        for (int number = first; ; number++) {
            ReceiptId receipt = new ReceiptId(day + "." + number);
            try {
                return Journal.create(receipt, file(receipt), mode("rw-------"));
            } catch (FileAlreadyExistsException e) {
                if (number - first > MOST_AT_ONCE) {
                    throw e;
                }
            }
        }
    }

    /** So that the file's name survives a power cut, as its lines do. */
    private void syncFolder() throws IOException {
        forceFolder(folder);
    }

    /** Returns when the disk has the name of a file, not only what is in it. */
    public static void forceNames(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            forceFolder(parent);
        }
    }

    private static void forceFolder(Path folder) throws IOException {
        if (isPosix(folder)) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    /** Goes on with the journal of a receipt. */
    public Journal reopen(ReceiptId receipt) throws IOException {
        return Journal.reopen(receipt, existing(receipt));
    }

    /** Reads the journal of a receipt. */
    public Journal.Condition read(ReceiptId receipt, Consumer<Act> sink) throws IOException {
        return Journal.read(existing(receipt), sink);
    }

    /** The first thing that the journal of a receipt tells; nothing where that is damaged. */
    public Optional<Act> first(ReceiptId receipt) throws IOException {
        return Journal.first(existing(receipt));
    }

    /** The last thing that the journal of a receipt tells. */
    public Optional<Act> last(ReceiptId receipt) throws IOException {
        return Journal.last(existing(receipt));
    }

    /** Whether anything was ever done; a store that is not there has no receipts. */
    public boolean isThere() {
        return !Files.notExists(folder, LinkOption.NOFOLLOW_LINKS);
    }

    private Path existing(ReceiptId receipt) throws IOException {
        Path file = file(receipt);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(
                    "there is no receipt "
                            + receipt
                            + " in "
                            + folder
                            + "; argine sweep --list and argine contain --list show those there are");
        }
        return file;
    }

    /** The file of a journal. */
    public Path file(ReceiptId receipt) {
        return folder.resolve(receipt + ENDING);
    }

    /** All receipts, the oldest first; none if nothing was ever done. */
    public List<ReceiptId> receipts() throws IOException {
        List<ReceiptId> receipts = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                ReceiptId.parse(name.substring(0, name.length() - ENDING.length()))
                        .filter(_ -> receipts.size() < MAX_RECEIPTS)
                        .ifPresent(receipts::add);
            }
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        receipts.sort(null);
        return receipts;
    }

    private static boolean isPosix(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private FileAttribute<?>[] mode(String permissions) {
        return ofOwner(folder, permissions);
    }

    /** Permissions for a new file or folder, where its file system knows such. */
    public static FileAttribute<?>[] ofOwner(Path place, String permissions) {
        return isPosix(place)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** The right to change something, until it is closed or the process ends. */
    public static final class Lock implements Closeable {
        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
