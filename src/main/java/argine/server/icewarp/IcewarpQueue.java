// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Place;
import argine.server.Crew;
import argine.server.Queue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An IceWarp queue as it lies in its folders: {@code _outgoing}, {@code retry} and {@code
 * priority_0} to {@code 4} below it, or a copy of one of them.
 *
 * <p>A file is a message if it reads like one, whatever its name: {@code .tm$} is in transfer.
 * Where the log saw the message come in, it is compared with what the file says, and each
 * difference is told.
 */
final class IcewarpQueue implements Queue {
    private static final int SAMPLE = 4096;

    private final List<Path> folders;
    private final Content content;
    private final Logins logins;

    IcewarpQueue(List<Path> folders, Content content, Logins logins) {
        this.folders = folders;
        this.content = content;
        this.logins = logins;
    }

    @Override
    public Summary read(Consumer<QueuedMessage> sink) throws IOException {
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new NoSuchFileException(folder + ": there is no such folder");
            }
        }
        QueueCount count = new QueueCount(sink);
        try (QueueFolders walk = new QueueFolders(folders, count)) {
            Crew.run("queue", List.of(new Reader(walk, count), new Reader(walk, count)));
        }
        return count.summary(folders.getFirst().toString());
    }

    /** Learns from some of the files which accounts there are. */
    void sample(Consumer<String> accounts) throws IOException {
        QueueCount count = new QueueCount(_ -> {});
        QueueFileReader reader = new QueueFileReader(Content.NONE);
        int seen = 0;
        try (QueueFolders walk = new QueueFolders(folders, count)) {
            Optional<QueueFolders.Batch> batch = walk.next();
            while (batch.isPresent() && seen < SAMPLE) {
                for (Path file : batch.get().files()) {
                    learn(reader, batch.get().place(), file, accounts);
                    seen++;
                }
                batch = walk.next();
            }
        }
    }

    private static void learn(
            QueueFileReader reader, Place place, Path file, Consumer<String> accounts) {
        try {
            read(reader, place, file)
                    .flatMap(found -> found.text().note("localsender"))
                    .map(sender -> QueueText.bare(sender).toString())
                    .ifPresent(accounts);
        } catch (IOException _) {
            // The reading of the whole queue tells of it.
        }
    }

    private static Optional<QueueFileReader.Found> read(
            QueueFileReader reader, Place place, Path file) throws IOException {
        BasicFileAttributes facts =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return facts.isRegularFile()
                ? reader.read(file, place, facts.size(), facts.lastModifiedTime().toInstant())
                : Optional.empty();
    }

    /** One thread's work. */
    private final class Reader implements Runnable {
        private final QueueFolders walk;
        private final QueueCount count;
        private final QueueFileReader reader = new QueueFileReader(content);

        Reader(QueueFolders walk, QueueCount count) {
            this.walk = walk;
            this.count = count;
        }

        @Override
        public void run() {
            try {
                for (Optional<QueueFolders.Batch> batch = walk.next();
                        batch.isPresent();
                        batch = walk.next()) {
                    for (Path file : batch.get().files()) {
                        one(batch.get().place(), file);
                    }
                }
            } finally {
                walk.stop();
            }
        }

        private void one(Place place, Path file) {
            try {
                Optional<QueueFileReader.Found> found = read(reader, place, file);
                found.ifPresentOrElse(this::tell, count::passedOver);
            } catch (NoSuchFileException _) {
                count.vanished();
            } catch (IOException e) {
                count.unreadable(file, e);
            }
        }

        private void tell(QueueFileReader.Found found) {
            Disagreement.of(found, logins).ifPresent(count::trouble);
            count.message(found.message());
        }
    }
}
