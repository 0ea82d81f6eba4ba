// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.server.Queue;
import argine.server.Settings;
import argine.server.icewarp.queue.IcewarpQueue;
import argine.server.icewarp.session.LogName;
import argine.server.icewarp.session.Logins;
import argine.server.icewarp.session.SessionLog;
import argine.server.log.Format;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * An IceWarp server's session logs for whoever follows them, and what its queue says of names.
 *
 * <p>Only the logs themselves: packed ones and archives are of the past, and not looked into.
 */
public final class LiveLogs {
    private static final int DEPTH = 3;
    private static final int MOST = 100_000;

    private final Path folder;
    private final Format format;
    private final Settings settings;
    private final Optional<Queue> queue;

    private LiveLogs(Path folder, Format format, Settings settings, Optional<Queue> queue) {
        this.folder = folder;
        this.format = format;
        this.settings = settings;
        this.queue = queue;
    }

    /**
     * Those of a server.
     *
     * @param named the folder it was installed to, or that of its logs
     * @param since what happened before is not told
     */
    public static LiveLogs of(Path named, Clock clock, Instant since) throws IOException {
        Logins logins = new Logins();
        Path folder = named;
        Optional<Queue> queue = Optional.empty();
        if (Recognised.isRoot(named)) {
            Root root = new Root(named);
            folder =
                    root.logs()
                            .orElseThrow(
                                    () ->
                                            new IOException(
                                                    named + ": holds no logs; name their folder"));
            queue = queue(root, logins);
        }
        return new LiveLogs(
                folder,
                SessionLog.format(clock, Optional.of(since), logins),
                new Settings("", Settings.UNKNOWN.ownNetworks(), logins.domains()),
                queue);
    }

    /** It is sampled: which names are whole addresses, and in which zone the server writes. */
    private static Optional<Queue> queue(Root root, Logins logins) throws IOException {
        Optional<Path> folder = root.queue(Optional.empty(), new ArrayList<>());
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Optional<Path> retry =
                root.retry(new ArrayList<>()).or(() -> Root.linkedRetry(folder.get()));
        IcewarpQueue queue = new IcewarpQueue(folder.get(), retry, Queue.Content.TEXT, logins);
        queue.sample(IcewarpQueue.MANY);
        return Optional.of(queue);
    }

    /**
     * The logs that are there now, in the order in which they are to be read. Of two with one name
     * the one in a folder below is a copy.
     */
    public List<Path> files() throws IOException {
        Found found = new Found(folder);
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, found);
        return List.copyOf(found.logs.values());
    }

    /** What cannot be read below the folder is passed over: not all that lies there is for us. */
    private static final class Found extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final SequencedMap<LogName, Path> logs = new TreeMap<>(LogName.IN_ORDER);
        private int files;

        Found(Path folder) {
            this.folder = folder;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
            if (facts.isRegularFile()) {
                name(file).ifPresent(name -> logs.merge(name, file, Found::lessDeep));
            }
            files++;
            return files < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }

        private static Optional<LogName> name(Path file) {
            String text = String.valueOf(file.getFileName());
            return text.toLowerCase(Locale.ROOT).endsWith(".log")
                    ? LogName.of(text).filter(LogName::isOfSessions)
                    : Optional.empty();
        }

        private static Path lessDeep(Path one, Path other) {
            return other.getNameCount() < one.getNameCount() ? other : one;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
            if (file.equals(folder)) {
                throw why;
            }
            return FileVisitResult.CONTINUE;
        }
    }

    /** Where they are. */
    public Path folder() {
        return folder;
    }

    public Format format() {
        return format;
    }

    public Settings settings() {
        return settings;
    }

    /** What waits there, where the folder it was installed to is known. */
    public Optional<Queue> queue() {
        return queue;
    }
}
