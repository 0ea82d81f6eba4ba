// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import argine.mail.QueuedMessage.Place;
import argine.server.icewarp.held.Quarantine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A walk through the folders of a queue that gives out files in batches, to any thread.
 *
 * <p>Retries come last: a message that moves there meanwhile is met again rather than missed. Links
 * are not followed.
 */
final class QueueFolders implements Closeable {
    private static final int BATCH = 128;
    private static final int MAX_DEPTH = 8;
    private static final String RETRY = "retry";

    /** A file, or whatever else is no folder, as it was when the folder was listed. */
    record Item(Path file, BasicFileAttributes facts) {}

    /** Files of one folder. */
    record Batch(Place place, List<Item> files) {}

    private record Folder(Path path, Place place, int depth) {}

    private final Deque<Folder> folders = new ArrayDeque<>();
    private final QueueCount count;
    private final Optional<Path> retry;
    private Optional<DirectoryStream<Path>> open = Optional.empty();
    private Iterator<Path> entries = List.<Path>of().iterator();
    private Folder folder = new Folder(Path.of(""), Place.ACTIVE, 0);
    private boolean stopped;

    /** {@code retry} is the folder of retries, where it has another name. */
    QueueFolders(Collection<Path> starts, Optional<Path> retry, QueueCount count) {
        this.count = count;
        this.retry = retry;
        starts.forEach(start -> folders.add(new Folder(start, place(start, Place.ACTIVE), 0)));
    }

    /** A message in {@code retry} waits for another try; one elsewhere is on its way. */
    private Place place(Path folder, Place around) {
        String name = String.valueOf(folder.getFileName()).toLowerCase(Locale.ROOT);
        return name.equals(RETRY) || retry.filter(folder::equals).isPresent()
                ? Place.DEFERRED
                : name.equals("_incoming") ? Place.INCOMING : around;
    }

    synchronized Optional<Batch> next() {
        List<Item> files = new ArrayList<>(BATCH);
        while (!stopped && files.isEmpty() && (open.isPresent() || enter())) {
            fill(files);
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(new Batch(folder.place, files));
    }

    private void fill(List<Item> files) {
        try {
            while (files.size() < BATCH) {
                if (!entries.hasNext()) {
                    leave();
                    return;
                }
                meet(entries.next(), files);
            }
        } catch (DirectoryIteratorException e) {
            count.unreadable(folder.path, new IOException("it could not be listed whole", e));
            leave();
        }
    }

    private void meet(Path entry, List<Item> files) {
        try {
            BasicFileAttributes facts =
                    Files.readAttributes(
                            entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (facts.isDirectory()) {
                below(entry);
            } else {
                files.add(new Item(entry, facts));
            }
        } catch (NoSuchFileException _) {
            count.vanished();
        } catch (IOException e) {
            count.unreadable(entry, e);
        }
    }

    private void below(Path entry) {
        if (Quarantine.isOne(entry)) {
            return; // of a folder of the queue that was named alone
        }
        Folder one = new Folder(entry, place(entry, folder.place), folder.depth + 1);
        if (one.depth > MAX_DEPTH) {
            count.trouble(entry + " lies too deep and was not read");
        } else if (one.place == Place.DEFERRED) {
            folders.addLast(one);
        } else {
            folders.addFirst(one);
        }
    }

    @SuppressWarnings("StreamResourceLeak") // closed in leave
    private boolean enter() {
        while (!folders.isEmpty()) {
            folder = folders.removeFirst();
            try {
                DirectoryStream<Path> stream = Files.newDirectoryStream(folder.path);
                open = Optional.of(stream);
                entries = stream.iterator();
                return true;
            } catch (IOException e) {
                count.unreadable(folder.path, e);
            }
        }
        return false;
    }

    private void leave() {
        try {
            if (open.isPresent()) {
                open.get().close();
            }
        } catch (IOException _) {
            count.trouble("a folder could not be closed");
        }
        open = Optional.empty();
        entries = List.<Path>of().iterator();
    }

    synchronized void stop() {
        stopped = true;
    }

    @Override
    public synchronized void close() {
        stopped = true;
        leave();
    }
}
