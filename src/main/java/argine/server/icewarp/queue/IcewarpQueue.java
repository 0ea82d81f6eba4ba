// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Logged;
import argine.mail.QueuedMessage.Place;
import argine.server.Queue;
import argine.server.icewarp.held.Quarantine;
import argine.server.icewarp.session.Logins;
import argine.server.log.Crew;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * An IceWarp queue as it lies in its folders: {@code _outgoing}, {@code retry} and {@code
 * priority_0} to {@code 4} below it, or a copy of one of them.
 *
 * <p>A file is a message if it reads like one, whatever its name: {@code .tm$} is in transfer.
 * Where the log saw the message come in, it is compared with what the file says, and each
 * difference is told, also when the log has seen it end. A MsgID that came again on another day is
 * another message's.
 */
public final class IcewarpQueue implements Queue {
    /** So many files tell which accounts a server has, as good as all. */
    public static final int MANY = 4096;

    private static final int PIECE = 64 * 1024;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final List<Path> folders;
    private final Optional<Path> retry;
    private final Content content;
    private final Logins logins;
    private final Predicate<Path> leftOut;
    private final boolean atRest;

    /** A folder and all below it; {@code retry} is where retries are, if moved from their place. */
    public IcewarpQueue(Path folder, Optional<Path> retry, Content content, Logins logins) {
        this(folders(folder, retry), retry, content, logins, _ -> false, false);
    }

    private static List<Path> folders(Path folder, Optional<Path> retry) {
        return retry.filter(path -> !whole(path).startsWith(whole(folder)))
                .map(path -> List.of(folder, path))
                .orElse(List.of(folder));
    }

    /** One of them may be named from the root of the disk, and the other from here. */
    private static Path whole(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private IcewarpQueue(
            List<Path> folders,
            Optional<Path> retry,
            Content content,
            Logins logins,
            Predicate<Path> leftOut,
            boolean atRest) {
        this.atRest = atRest;
        this.folders = folders;
        this.retry = retry;
        this.content = content;
        this.logins = logins;
        this.leftOut = leftOut;
    }

    @Override
    public Queue without(Predicate<Path> files) {
        return new IcewarpQueue(folders, retry, content, logins, leftOut.or(files), atRest);
    }

    @Override
    public Optional<Queue> held() {
        try {
            return Quarantine.folder(folders.getFirst())
                    .map(
                            folder ->
                                    new IcewarpQueue(
                                            List.of(folder),
                                            Optional.empty(),
                                            content,
                                            logins,
                                            _ -> false,
                                            /* atRest= */ true));
        } catch (IOException _) {
            return Optional.empty(); // the reading of the queue tells of it
        }
    }

    @Override
    public Summary read(Consumer<QueuedMessage> sink) throws IOException {
        return each(
                (count, found, _) -> {
                    Optional<Logins.Known> same = inTheLog(found);
                    Disagreement.of(found, same.map(Logins.Known::entry))
                            .forEach(count::disagreement);
                    return () -> sink.accept(asTheLogKnowsIt(found.message(), same));
                },
                content);
    }

    @Override
    public <T> Summary look(Supplier<? extends Lens<T>> lenses, Consumer<? super T> sink)
            throws IOException {
        ThreadLocal<Lens<T>> lens = ThreadLocal.withInitial(lenses);
        ThreadLocal<byte[]> buffer = ThreadLocal.withInitial(() -> new byte[PIECE]);
        return each(
                (_, found, file) -> {
                    MessageLines lines =
                            new MessageLines(file, found.text().messageAt, buffer.get());
                    T seen = lens.get().look(found.message(), lines);
                    return () -> sink.accept(seen);
                },
                Content.NONE);
    }

    /**
     * The message in the file, of all that the log told of under its MsgID. One that is under way
     * no longer is it only if something else agrees, too: the server gives its MsgIDs again, to
     * notices of its own within hours.
     */
    private Optional<Logins.Known> inTheLog(QueueFileReader.Found found) {
        Instant arrival = found.message().arrival();
        return logins.known(found.message().queueId()).stream()
                .filter(one -> !Recurrence.isAnother(found, one.entry().at()))
                .filter(
                        one ->
                                one.logged() == Logged.AS_NAMED
                                        || Disagreement.areOfOne(found, one.entry()))
                .min(Comparator.comparing(one -> Recurrence.distance(arrival, one.entry().at())));
    }

    /**
     * The same message, under the name that it has in a log which gives no MsgIDs, or under one
     * with its day where the log has another message of its name under way.
     */
    private QueuedMessage asTheLogKnowsIt(QueuedMessage message, Optional<Logins.Known> same) {
        Logged logged = same.map(Logins.Known::logged).orElse(Logged.AS_NAMED);
        boolean underWay = logins.entry(message.queueId()).isPresent();
        if (underWay && (same.isEmpty() || logged != Logged.AS_NAMED)) {
            String day = DAY.format(message.arrival());
            return named(message, new QueueId(message.queueId() + "-" + day), logged);
        }
        if (same.isPresent()) {
            return named(message, message.queueId(), logged);
        }
        QueuedMessage.Envelope envelope = message.envelope();
        return logins.nameless(
                        envelope.client(),
                        envelope.sender(),
                        envelope.recipients(),
                        message.arrival())
                .map(name -> named(message, name, logged))
                .orElse(message);
    }

    private static QueuedMessage named(QueuedMessage message, QueueId name, Logged logged) {
        return new QueuedMessage(
                name,
                message.place(),
                message.file(),
                message.arrival(),
                message.size(),
                message.envelope(),
                message.done(),
                message.headers(),
                message.text(),
                message.gist(),
                logged);
    }

    /** What is done with each message by the thread that read it, and then by one at a time. */
    private interface Deed {
        Runnable on(QueueCount count, QueueFileReader.Found found, Path file) throws IOException;
    }

    private Summary each(Deed deed, Content much) throws IOException {
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new IOException(folder + ": there is no such folder");
            }
        }
        QueueCount count = new QueueCount(atRest);
        try (QueueFolders walk = new QueueFolders(folders, retry, count)) {
            Crew.run(
                    "queue",
                    List.of(
                            new Reader(walk, count, deed, much, leftOut),
                            new Reader(walk, count, deed, much, leftOut)));
        }
        return count.summary(folders.getFirst().toString());
    }

    /**
     * Before the log is read: learns from the first so many files which accounts there are, and
     * lets be remembered what the files are compared with. An account is called the same though all
     * its mail be held.
     */
    public void sample(int most) throws IOException {
        logins.rememberPast();
        sample(folders, most);
        Optional<Path> held = heldFolder(folders.getFirst());
        if (held.isPresent()) {
            sample(List.of(held.get()), most);
        }
    }

    /** None of a queue that is not there: whoever only asks for the log need not know. */
    private static Optional<Path> heldFolder(Path queue) {
        try {
            return Quarantine.folder(queue);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private void sample(List<Path> folders, int most) throws IOException {
        QueueCount count = new QueueCount(atRest);
        QueueFileReader reader = new QueueFileReader(Content.NONE);
        int seen = 0;
        try (QueueFolders walk = new QueueFolders(folders, retry, count)) {
            Optional<QueueFolders.Batch> batch = walk.next();
            while (batch.isPresent() && seen < most) {
                for (QueueFolders.Item item : batch.get().files()) {
                    learn(reader, batch.get().place(), item);
                    seen++;
                }
                batch = walk.next();
            }
        }
    }

    private void learn(QueueFileReader reader, Place place, QueueFolders.Item item) {
        try {
            Optional<QueueFileReader.Found> found = read(reader, place, item);
            found.flatMap(QueueFileReader.Found::trace)
                    .flatMap(TraceLine::zone)
                    .ifPresent(logins::learn);
            found.filter(one -> one.text().note("localsender").isPresent())
                    .map(one -> one.message().envelope())
                    .ifPresent(one -> logins.learn(one.account(), one.client()));
        } catch (IOException _) {
            // The reading of the whole queue tells of it.
        }
    }

    private static Optional<QueueFileReader.Found> read(
            QueueFileReader reader, Place place, QueueFolders.Item item) throws IOException {
        BasicFileAttributes facts = item.facts();
        return facts.isRegularFile()
                ? reader.read(
                        item.file(), place, facts.size(), facts.lastModifiedTime().toInstant())
                : Optional.empty();
    }

    /** A file in which there is nothing yet, or more than when it was listed. */
    private static boolean isBegun(QueueFolders.Item item) throws IOException {
        long size = item.facts().size();
        return item.facts().isRegularFile()
                && QueueFileName.isMessages(item.file())
                && (size == 0 || Files.size(item.file()) != size);
    }

    /** One thread's work. */
    private final class Reader implements Runnable {
        private final QueueFolders walk;
        private final QueueCount count;
        private final Deed deed;
        private final QueueFileReader reader;
        private final Predicate<Path> leftOut;

        Reader(
                QueueFolders walk,
                QueueCount count,
                Deed deed,
                Content much,
                Predicate<Path> leftOut) {
            this.leftOut = leftOut;
            this.walk = walk;
            this.count = count;
            this.deed = deed;
            this.reader = new QueueFileReader(much);
        }

        @Override
        public void run() {
            try {
                for (Optional<QueueFolders.Batch> batch = walk.next();
                        batch.isPresent();
                        batch = walk.next()) {
                    for (QueueFolders.Item item : batch.get().files()) {
                        if (!leftOut.test(item.file())) {
                            one(batch.get().place(), item);
                        }
                    }
                }
            } finally {
                walk.stop();
            }
        }

        private void one(Place place, QueueFolders.Item item) {
            Path file = item.file();
            try {
                Optional<QueueFileReader.Found> found = read(reader, place, item);
                if (found.isPresent()) {
                    count.message(found.get().message(), deed.on(count, found.get(), file));
                } else if (!atRest && isBegun(item)) {
                    count.begun();
                } else {
                    count.noMessage(file);
                }
            } catch (NoSuchFileException _) {
                count.vanished();
            } catch (IOException e) {
                count.unreadable(file, e);
            }
        }
    }
}
