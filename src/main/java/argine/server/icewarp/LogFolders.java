// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.server.icewarp.session.LogName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The session logs among the files and folders that were named, in the order of their days.
 *
 * <p>What has no name of IceWarp's is read after those that have, in the order in which it was
 * named: its lines may tell the day themselves.
 */
final class LogFolders {
    private static final int DEPTH = 3;
    private static final int MOST = 100_000;

    private final List<Path> files = new ArrayList<>();
    private final Set<Character> others = new TreeSet<>();
    private final List<String> trouble = new ArrayList<>();

    LogFolders(List<Path> named) {
        List<Path> known = new ArrayList<>();
        List<Path> unknown = new ArrayList<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                folder(path, known);
            } else {
                boolean form = LogName.of(name(path)).isPresent();
                (form ? known : unknown).add(path);
            }
        }
        known.sort(
                Comparator.comparing(
                                (Path path) -> LogName.of(name(path)).orElseThrow(),
                                LogName.IN_ORDER)
                        .thenComparing(Path::toString));
        files.addAll(known);
        files.addAll(unknown);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private void folder(Path folder, List<Path> known) {
        int before = known.size();
        List<Path> nameless = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder, DEPTH)) {
            walk.limit(MOST)
                    .filter(Files::isRegularFile)
                    .forEach(file -> sort(file, known, nameless));
        } catch (IOException | UncheckedIOException e) {
            trouble.add(folder + ": not all of it could be listed: " + e.getMessage());
        }
        if (known.size() == before) {
            nameless.stream().filter(Recognised::isLog).sorted().forEach(files::add);
        }
    }

    private void sort(Path file, List<Path> known, List<Path> nameless) {
        var name = LogName.of(name(file));
        if (name.isEmpty()) {
            nameless.add(file);
        } else if (name.get().isOfSessions()) {
            known.add(file);
        } else {
            others.add(name.get().letter());
        }
    }

    List<Path> files() {
        return List.copyOf(files);
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>(trouble);
        if (!others.isEmpty()) {
            remarks.add("logs of other services were not read, by their letter: " + others);
        }
        return remarks;
    }
}
