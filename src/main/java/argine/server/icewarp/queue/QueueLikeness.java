// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import argine.mail.QueuedMessage.Place;
import argine.server.Queue.Content;
import argine.server.icewarp.held.Quarantine;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a folder may be an IceWarp's queue: it is named as one or as a part of one, there is a
 * message in it or a folder of a queue, something of it is held, or it is empty, as a queue is when
 * all is well.
 *
 * <p><b>Limits.</b> Of a folder with many files the first are looked at.
 */
public final class QueueLikeness {
    private static final int MOST_FILES = 10_000;
    private static final int MAX_DEPTH = 8;
    private static final Pattern FOLDER =
            Pattern.compile("_outgoing|_incoming|retry|priority_[0-9]");

    private QueueLikeness() {}

    /** Looks; what cannot be read may be a queue. */
    public static boolean mayBeQueue(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (isQueues(folder.toAbsolutePath().normalize())
                || isQueues(real)
                || Quarantine.folder(folder).isPresent()) {
            return true;
        }
        Visit visit = new Visit(real);
        Files.walkFileTree(real, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, visit);
        return visit.found || visit.isEmpty;
    }

    private static boolean isQueues(Path folder) {
        String name = String.valueOf(folder.getFileName()).toLowerCase(Locale.ROOT);
        return FOLDER.matcher(name).matches();
    }

    /** Ends with the first thing of a queue. */
    private static final class Visit extends SimpleFileVisitor<Path> {
        private final QueueFileReader reader = new QueueFileReader(Content.NONE);
        private final Path start;
        private boolean isEmpty = true;
        private boolean found;
        private int files;

        Visit(Path start) {
            this.start = start;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts) {
            isEmpty &= folder.equals(start);
            return ended(!folder.equals(start) && isQueues(folder));
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
            isEmpty = false;
            FileVisitResult next = ended(isMessage(file, facts));
            return ++files < MOST_FILES ? next : FileVisitResult.TERMINATE;
        }

        /** One that cannot be read may be. */
        private boolean isMessage(Path file, BasicFileAttributes facts) {
            try {
                return holdsMessage(file, facts);
            } catch (IOException _) {
                return true;
            }
        }

        private boolean holdsMessage(Path file, BasicFileAttributes facts) throws IOException {
            return QueueFileName.isMessages(file)
                    || Files.isDirectory(file) && isQueues(file)
                    || facts.isRegularFile()
                            && reader.read(
                                            file,
                                            Place.ACTIVE,
                                            facts.size(),
                                            facts.lastModifiedTime().toInstant())
                                    .isPresent();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            return ended(true);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException why) {
            return ended(found || why != null);
        }

        private FileVisitResult ended(boolean isFound) {
            found |= isFound;
            return found ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }
}
