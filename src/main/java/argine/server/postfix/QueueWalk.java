// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.mail.QueuedMessage.Place;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A walk through the folders of a queue that gives out the files in batches, to any thread.
 *
 * <p>Postfix keeps messages flat in a folder or below folders of one character each, as deep as
 * {@code hash_queue_depth} says. What is named like a message is given out unseen; anything else is
 * entered if it is a folder, to a bounded depth, and passed over otherwise. Links are not followed.
 * No more than one batch per thread and one open folder per level are kept.
 */
final class QueueWalk implements Closeable {
    private static final int BATCH = 256;
    private static final int MAX_DEPTH = 8;
    private static final int FIRST_ENTRIES = 500;
    private static final Set<String> PLACES =
            Set.of("maildrop", "incoming", "active", "deferred", "hold", "corrupt");

    /** Files that may be messages, from one folder. */
    record Batch(Folder folder, List<Path> files) {}

    /** A folder of a place; {@code closed} if nobody but the mail server can put anything there. */
    record Folder(Place place, Path path, boolean closed) {

        private Folder within(Path path) {
            return new Folder(place, path, closed);
        }
    }

    /** A folder that is being listed. */
    private record Listing(Folder folder, DirectoryStream<Path> stream, Iterator<Path> entries) {}

    private final Deque<Folder> starts;
    private final Deque<Listing> open = new ArrayDeque<>();
    private final QueueTally tally;
    private boolean stopped;

    QueueWalk(List<Folder> starts, QueueTally tally) {
        this.starts = new ArrayDeque<>(starts);
        this.tally = tally;
    }

    /**
     * Looks at the first entries of a folder and of those below it.
     *
     * @throws FileSystemException when they are many, and nothing a queue may hold is among them
     */
    static void refuseOther(Path named) throws IOException {
        Deque<Path> folders = new ArrayDeque<>(List.of(named));
        int seen = 0;
        while (!folders.isEmpty() && seen < FIRST_ENTRIES) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folders.remove())) {
                for (Path entry : entries) {
                    boolean folder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
                    if (isOfQueue(String.valueOf(entry.getFileName()), folder)) {
                        return;
                    }
                    if (folder) {
                        folders.add(entry);
                    }
                    if (++seen == FIRST_ENTRIES) {
                        break;
                    }
                }
            } catch (IOException | DirectoryIteratorException _) {
                return; // the reading tells of it
            }
        }
        if (seen == FIRST_ENTRIES) {
            throw new FileSystemException(
                    named.toString(),
                    null,
                    "is no queue of Postfix: of its first "
                            + FIRST_ENTRIES
                            + " entries none is a message, deferred or hold; name the queue, or a copy"
                            + " of it: --queue /var/spool/postfix");
        }
    }

    /** A message, a folder of one character below which are messages, or a folder of a queue. */
    private static boolean isOfQueue(String name, boolean folder) {
        return PostfixName.isQueueId(name)
                || folder && (name.length() == 1 || PLACES.contains(name));
    }

    /** The next files, all of one place; none at the end of the walk. */
    synchronized Optional<Batch> next() {
        while (!stopped && !(open.isEmpty() && starts.isEmpty())) {
            if (open.isEmpty()) {
                enter(starts.remove());
            } else {
                Folder folder = open.element().folder();
                List<Path> files = files(open.element());
                if (!files.isEmpty()) {
                    return Optional.of(new Batch(folder, files));
                }
            }
        }
        return Optional.empty();
    }

    /** No more batches: the next call of every thread finds none. */
    synchronized void stop() {
        stopped = true;
    }

    /** Lists a folder until a batch is full, the folder ends, or another is entered. */
    private List<Path> files(Listing listing) {
        List<Path> files = new ArrayList<>(BATCH);
        try {
            while (files.size() < BATCH && listing.entries().hasNext()) {
                Path entry = listing.entries().next();
                if (PostfixName.isQueueId(String.valueOf(entry.getFileName()))) {
                    files.add(entry);
                } else if (isFolder(entry)) {
                    enter(listing.folder().within(entry));
                    return files;
                } else {
                    tally.passedOver();
                }
            }
        } catch (DirectoryIteratorException e) {
            tally.unreadable(
                    listing.folder().path(), new IOException("it could not be listed whole", e));
            leave();
            return files;
        }
        if (files.size() < BATCH) {
            leave();
        }
        return files;
    }

    private boolean isFolder(Path entry) {
        return open.size() < MAX_DEPTH && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
    }

    @SuppressWarnings("StreamResourceLeak") // closed in leave
    private void enter(Folder folder) {
        try {
            open.push(listing(folder, Files.newDirectoryStream(folder.path())));
        } catch (IOException e) {
            tally.unreadable(folder.path(), e);
        }
    }

    private static Listing listing(Folder folder, DirectoryStream<Path> stream) {
        return new Listing(folder, stream, stream.iterator());
    }

    private void leave() {
        try {
            open.pop().stream().close();
        } catch (IOException _) {
            tally.trouble("a folder could not be closed");
        }
    }

    @Override
    public synchronized void close() {
        stopped = true;
        while (!open.isEmpty()) {
            leave();
        }
    }
}
