// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import argine.store.Store;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of the counters: {@code counters-7.snapshot} is how all stood when {@code
 * counters-7.log} began.
 *
 * <p>The last two of each are kept, so that one damaged snapshot costs nothing.
 */
final class Generations {
    private static final Pattern NAME = Pattern.compile("counters-([0-9]{1,18})\\.(snapshot|log)");

    private final Path folder;

    Generations(Path folder) {
        this.folder = folder;
    }

    Path snapshot(long generation) {
        return folder.resolve("counters-" + generation + ".snapshot");
    }

    Path log(long generation) {
        return folder.resolve("counters-" + generation + ".log");
    }

    /** Where a snapshot is written until it is whole. */
    Path unfinished() {
        return folder.resolve("counters.new");
    }

    NavigableSet<Long> snapshots() throws IOException {
        return list("snapshot");
    }

    NavigableSet<Long> logs() throws IOException {
        return list("log");
    }

    private NavigableSet<Long> list(String kind) throws IOException {
        NavigableSet<Long> generations = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "counters-*." + kind)) {
            for (Path file : files) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    generations.add(Long.valueOf(name.group(1)));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return generations;
    }

    /** The number of a generation that has no file yet. */
    long next() throws IOException {
        NavigableSet<Long> all = snapshots();
        all.addAll(logs());
        return all.isEmpty() ? 1 : all.last() + 1;
    }

    /** A snapshot that is whole takes its name, and all before the one before it may go. */
    void finish(long generation) throws IOException {
        Files.move(unfinished(), snapshot(generation), StandardCopyOption.ATOMIC_MOVE);
        forceNames();
        Long before = snapshots().lower(generation);
        long oldest = before == null ? generation : before;
        for (long old : snapshots().headSet(oldest)) {
            Files.deleteIfExists(snapshot(old));
        }
        for (long old : logs().headSet(oldest)) {
            Files.deleteIfExists(log(old));
        }
    }

    /** So that the names of files survive a power cut, as what is in them does. */
    void forceNames() throws IOException {
        Store.forceNames(unfinished());
    }
}
