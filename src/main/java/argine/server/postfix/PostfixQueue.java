// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Place;
import argine.server.Queue;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A Postfix queue as it lies in its directory: a live one, a copy of it, or one folder of it.
 *
 * <p>Two plain threads read: for 100,000 small files that is twice as fast as a virtual thread
 * each. Nothing of a message is kept once it is handed on, so a long queue costs no memory.
 *
 * <p><b>Limits.</b> The places are read in the order in which a message goes through them. One that
 * Postfix takes from deferred back to active meanwhile can be missed. Messages that Postfix has set
 * aside in {@code corrupt} are counted, not read.
 */
public final class PostfixQueue implements Queue {
    private static final List<Place> IN_ORDER =
            List.of(Place.MAILDROP, Place.INCOMING, Place.ACTIVE, Place.DEFERRED, Place.HOLD);
    private static final Set<OpenOption> READ =
            Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private static final Set<PosixFilePermission> OF_OWNER =
            PosixFilePermissions.fromString("rwx------");

    private static final Set<String> OWNERS = Set.of("postfix", "root");

    private static final int MAX_CORRUPT = 1_000_000;

    private final Path directory;
    private final Content content;
    private final boolean own;
    private final List<Place> places;
    private final Predicate<Path> leftOut;

    /** A queue that somebody named, perhaps a copy. */
    public PostfixQueue(Path directory, Content content) {
        this(directory, content, /* own= */ false);
    }

    /** The same; {@code own} says that it is where a Postfix's configuration says its queue is. */
    public PostfixQueue(Path directory, Content content, boolean own) {
        this(directory, content, own, IN_ORDER, _ -> false);
    }

    private PostfixQueue(
            Path directory,
            Content content,
            boolean own,
            List<Place> places,
            Predicate<Path> leftOut) {
        this.directory = directory;
        this.content = content;
        this.own = own;
        this.places = places;
        this.leftOut = leftOut;
    }

    @Override
    public Queue waiting() {
        return new PostfixQueue(
                directory,
                content,
                own,
                places.stream().filter(place -> place != Place.HOLD).toList(),
                leftOut);
    }

    @Override
    public Queue without(Predicate<Path> files) {
        return new PostfixQueue(directory, content, own, places, leftOut.or(files));
    }

    @Override
    public Optional<Queue> heldBeside() {
        try {
            Path hold = Spool.of(directory).root().resolve(Spool.HOLD);
            boolean whole =
                    IN_ORDER.stream().anyMatch(p -> Files.isDirectory(directory.resolve(word(p))));
            return whole || !Files.isDirectory(hold, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.empty()
                    : Optional.of(new PostfixQueue(hold, content, own));
        } catch (IOException _) { // it is in no queue that could hold anything
            return Optional.empty();
        }
    }

    @Override
    public Summary read(Consumer<QueuedMessage> sink) throws IOException {
        return read(() -> QueueFile::read, sink);
    }

    @Override
    public <T> Summary look(Supplier<? extends Lens<T>> lenses, Consumer<? super T> sink)
            throws IOException {
        return read(
                () -> {
                    Lens<T> lens = lenses.get();
                    return (file, at, bytes) -> file.look(at, bytes, lens);
                },
                sink);
    }

    /** What is taken from each file; every thread has its own. */
    private interface Take<T> {
        T from(QueueFile reader, QueueFile.At at, QueueRecords.Bytes bytes) throws IOException;
    }

    private <T> Summary read(Supplier<Take<T>> takes, Consumer<? super T> sink) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw Files.exists(directory)
                    ? new NotDirectoryException(directory.toString())
                    : new NoSuchFileException(directory.toString());
        }
        QueueTally tally = new QueueTally();
        try (QueueWalk walk = new QueueWalk(starts(tally), tally)) {
            Reader<T> here = new Reader<>(walk, tally, takes.get(), sink);
            Reader<T> beside = new Reader<>(walk, tally, takes.get(), sink);
            Thread thread = Thread.ofPlatform().name("queue").start(beside);
            here.run();
            join(thread, walk);
            here.rethrow();
            beside.rethrow();
        }
        sayCorrupt(tally);
        return tally.summary(directory.toString());
    }

    private static void join(Thread thread, QueueWalk walk) throws InterruptedIOException {
        try {
            thread.join();
        } catch (InterruptedException _) {
            walk.stop();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("reading the queue was interrupted");
        }
    }

    /** The folders to read: those of a queue, or, where there are none, the directory itself. */
    private List<QueueWalk.Folder> starts(QueueTally tally) throws IOException {
        List<QueueWalk.Folder> starts = new ArrayList<>();
        boolean none = true;
        for (Place place : IN_ORDER) {
            Path folder = directory.resolve(word(place));
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                none = false;
                if (places.contains(place)) {
                    starts.add(new QueueWalk.Folder(place, folder, own && isClosed(folder)));
                }
            } else if (Files.isSymbolicLink(folder)) {
                tally.trouble(folder + " is a symbolic link and was not followed");
                none = false;
            }
        }
        if (none && placeAround(directory).isEmpty()) {
            QueueWalk.refuseOther(directory);
        }
        return none
                ? List.of(new QueueWalk.Folder(placeOf(directory), directory, /* closed= */ false))
                : starts;
    }

    /**
     * Whether nobody but Postfix and root can put anything into a folder. A copied configuration
     * may call any folder its queue, so the owner is asked too.
     */
    private static boolean isClosed(Path folder) {
        try {
            PosixFileAttributes facts =
                    Files.readAttributes(
                            folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return facts.permissions().equals(OF_OWNER) && OWNERS.contains(facts.owner().getName());
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    /** The place that a folder or one around it is named after; deferred if none is. */
    private static Place placeOf(Path folder) {
        return placeAround(folder).orElse(Place.DEFERRED);
    }

    private static Optional<Place> placeAround(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            String name = path.getName(i).toString();
            for (Place place : IN_ORDER) {
                if (word(place).equals(name)) {
                    return Optional.of(place);
                }
            }
        }
        return Optional.empty();
    }

    private static String word(Place place) {
        return place.name().toLowerCase(Locale.ROOT);
    }

    private void sayCorrupt(QueueTally tally) {
        Path folder = directory.resolve(word(Place.CORRUPT));
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            long count = files.limit(MAX_CORRUPT).count();
            if (count > 0) {
                tally.trouble(
                        folder + " holds messages that Postfix has set aside, not read: " + count);
            }
        } catch (IOException | UncheckedIOException _) {
            tally.trouble(folder + " could not be read");
        }
    }

    private static void throwAgain(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** One thread's work: take a batch, read each file, hand each message on. */
    private final class Reader<T> implements Runnable {
        private final QueueWalk walk;
        private final QueueTally tally;
        private final Take<T> take;
        private final Consumer<? super T> sink;
        private final QueueFile reader = new QueueFile(content);
        private Optional<Throwable> failure = Optional.empty();

        Reader(QueueWalk walk, QueueTally tally, Take<T> take, Consumer<? super T> sink) {
            this.walk = walk;
            this.tally = tally;
            this.take = take;
            this.sink = sink;
        }

        @Override
        public void run() {
            try {
                Optional<QueueWalk.Batch> batch = walk.next();
                while (batch.isPresent()) {
                    for (Path file : batch.get().files()) {
                        if (!leftOut.test(file)) {
                            take(batch.get().folder(), file);
                        }
                    }
                    batch = walk.next();
                }
            } catch (RuntimeException | Error e) {
                failure = Optional.of(e);
                walk.stop();
            }
        }

        /** Throws in the caller's thread what was thrown in the reader's. */
        void rethrow() {
            failure.ifPresent(PostfixQueue::throwAgain);
        }

        /** To open a pipe waits for ever, so a file is looked at first where there may be one. */
        private void take(QueueWalk.Folder folder, Path file) {
            try {
                if (folder.closed() || isFile(file)) {
                    readWhole(folder.place(), file);
                } else {
                    tally.passedOver();
                }
            } catch (NoSuchFileException _) {
                tally.vanished();
            } catch (DamagedQueueFile e) {
                damaged(file, e);
            } catch (IOException e) {
                unreadable(file, e);
            }
        }

        private static boolean isFile(Path file) throws IOException {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile();
        }

        /** Where files are not looked at before, a folder or a link is met here. */
        private void unreadable(Path file, IOException e) {
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(file)) {
                tally.passedOver();
            } else {
                tally.unreadable(file, e);
            }
        }

        /**
         * Where messages are being written, one without its end is not damaged: it is read again if
         * it has been finished since, and passed over if not. Which of the two is asked once, since
         * the answer may be another a moment later.
         */
        private void readWhole(Place place, Path file) throws IOException {
            try {
                read(place, file);
            } catch (DamagedQueueFile e) {
                if (!isWritten(place)) {
                    throw e;
                }
                if (Files.isExecutable(file)) { // for its owner, once Postfix is done
                    read(place, file);
                } else {
                    unfinished(file);
                }
            }
        }

        private void unfinished(Path file) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                tally.passedOver();
            } else {
                tally.vanished();
            }
        }

        private static boolean isWritten(Place place) {
            return place == Place.INCOMING || place == Place.MAILDROP;
        }

        private void read(Place place, Path file) throws IOException {
            QueueId id = new QueueId(String.valueOf(file.getFileName()));
            T taken;
            try (FileChannel channel = FileChannel.open(file, READ)) {
                QueueFile.At at = new QueueFile.At(id, place, file.toString(), channel::size);
                taken = take.from(reader, at, channel::read);
            }
            tally.message(id, place, () -> sink.accept(taken));
            sayLeftOut(file);
        }

        private void sayLeftOut(Path file) {
            if (reader.leftOut() > 0) {
                tally.trouble(
                        file
                                + ": recipients left out, because there are too many: "
                                + reader.leftOut());
            }
        }

        private void damaged(Path file, DamagedQueueFile e) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                tally.damaged(file, e);
            } else {
                tally.vanished();
            }
        }
    }
}
