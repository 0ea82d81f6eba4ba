// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import argine.server.log.LogFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The rotated files of a log that lie beside it, packed or not, the one written last at the end.
 */
final class Siblings {
    private Siblings() {}

    /**
     * A rotated file.
     *
     * @param head its first bytes, unpacked
     */
    record Sibling(Path path, String key, long written, Beginning.Head head) {

        boolean begins(Beginning beginning) {
            return head.isOf(beginning);
        }

        Beginning beginning() {
            return head.beginning();
        }

        /** The same file, as it begins now: a copy may not have been finished. */
        Sibling again() {
            return new Sibling(path, key, written, Siblings.head(path));
        }

        /** Its text, unpacked. */
        InputStream open() throws IOException {
            return LogFiles.unpacked(path);
        }
    }

    /** Those that were written after a time. */
    static List<Sibling> of(Path log, Instant since) {
        List<Sibling> found = new ArrayList<>();
        for (Path path : LogFiles.rotated(log)) {
            if (!path.getFileName().equals(log.getFileName())) {
                add(path, since, found);
            }
        }
        found.sort(Comparator.comparingLong(Sibling::written).thenComparing(Sibling::path));
        return found;
    }

    /** Nothing of a file that cannot be read; whoever reads the whole is told. */
    private static Beginning.Head head(Path path) {
        try (InputStream in = LogFiles.unpacked(path)) {
            return Beginning.head(in);
        } catch (IOException _) {
            return Beginning.Head.NONE;
        }
    }

    private static void add(Path path, Instant since, List<Sibling> to) {
        try {
            BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
            Instant written = facts.lastModifiedTime().toInstant();
            String key = OpenFile.key(path).orElse("");
            if (facts.isRegularFile() && !written.isBefore(since)) {
                to.add(new Sibling(path, key, written.toEpochMilli(), head(path)));
            }
        } catch (IOException _) {
            return; // it is gone, or not for us
        }
    }
}
