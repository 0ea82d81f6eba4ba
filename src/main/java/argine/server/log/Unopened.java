// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.server.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The logs that could not be opened, and when each was last changed: its folder tells that also of
 * a file that may not be read. Of a folder it says nothing about the files that are in it.
 */
final class Unopened {
    private final Map<String, Instant> sentences = new LinkedHashMap<>();

    void add(Path path, String sentence) {
        sentences.put(sentence, written(path));
    }

    private static Instant written(Path path) {
        try {
            return Files.isRegularFile(path)
                    ? Files.getLastModifiedTime(path).toInstant()
                    : Instant.MAX;
        } catch (IOException _) {
            return Instant.MAX;
        }
    }

    /** Leaves out what was last changed before a time. */
    void from(Instant time) {
        sentences.values().removeIf(written -> written.isBefore(time));
    }

    Unreadable all() {
        return sentences.keySet().stream()
                .reduce(Unreadable.NOTHING, Unreadable::plus, Unreadable::plus);
    }
}
