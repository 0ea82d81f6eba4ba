// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import argine.mail.QueueId;
import argine.server.access.Deliveries;
import argine.server.postfix.access.LiveSockets.Connection;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Postfix's delivering programs have open: each keeps the queue file of its message open until
 * it is done with it, wherever the file is moved meanwhile.
 *
 * <p>Their connections are ended in the kernel; the program reports the message as put off, and
 * goes on with the next. One without a connection, as to a program of this host, goes on.
 */
final class PostfixDeliveries implements Deliveries {
    private static final Path PROCESSES = Path.of("/proc");
    private static final Set<String> DELIVERING =
            Set.of("smtp", "lmtp", "local", "virtual", "pipe");

    private final Path queue;
    private final Submission submission;

    PostfixDeliveries(Path queue, Submission submission) {
        this.queue = queue;
        this.submission = submission;
    }

    @Override
    public Set<QueueId> of(Set<QueueId> messages) throws IOException {
        return new HashSet<>(delivering(messages).values());
    }

    @Override
    public void cut(Set<QueueId> messages) throws IOException {
        Map<Long, QueueId> delivering = delivering(messages);
        for (Connection one : LiveSockets.all()) {
            if (delivering.containsKey(one.pid())) {
                LiveSockets.end(one.handle());
            }
        }
    }

    /** By process. */
    private Map<Long, QueueId> delivering(Set<QueueId> messages) throws IOException {
        Map<Long, QueueId> found = new HashMap<>();
        Path real = queue.toRealPath();
        for (long process : submission.children()) {
            Path folder = PROCESSES.resolve(Long.toString(process));
            if (delivers(folder)) {
                open(folder.resolve("fd"), real)
                        .filter(messages::contains)
                        .ifPresent(id -> found.put(process, id));
            }
        }
        return found;
    }

    private static boolean delivers(Path process) {
        try {
            return DELIVERING.contains(Files.readString(process.resolve("comm")).strip());
        } catch (IOException _) {
            return false; // it has ended meanwhile
        }
    }

    /**
     * The message whose file is among the open ones; a program has one at a time, and opens and
     * closes others meanwhile.
     *
     * @throws IOException where one may not look; that nothing is delivered is not known then
     */
    static Optional<QueueId> open(Path files, Path queue) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(files)) {
            for (Path one : all) {
                Optional<QueueId> id = leadsTo(one).flatMap(file -> message(queue, file));
                if (id.isPresent()) {
                    return id;
                }
            }
        } catch (NoSuchFileException _) {
            return Optional.empty(); // it has ended
        }
        return Optional.empty();
    }

    /** Empty if it has been closed meanwhile. */
    private static Optional<Path> leadsTo(Path open) throws IOException {
        try {
            return Optional.of(Files.readSymbolicLink(open));
        } catch (AccessDeniedException e) {
            throw new IOException("what is being delivered cannot be seen: " + open, e);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<QueueId> message(Path queue, Path file) {
        return Optional.ofNullable(file.getFileName())
                .map(Path::toString)
                .filter(name -> QueueId.isQueueId(name) && isQueueFile(queue, file))
                .map(QueueId::new);
    }

    private static boolean isQueueFile(Path queue, Path file) {
        return file.startsWith(queue)
                && List.of("active", "hold", "deferred", "incoming")
                        .contains(queue.relativize(file).getName(0).toString());
    }
}
