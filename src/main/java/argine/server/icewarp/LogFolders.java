// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.mail.Plural;
import argine.server.icewarp.session.LogName;
import argine.server.log.LogFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The session logs among the files, folders and archives that were named, in the order of their
 * days.
 *
 * <p>What has no name of IceWarp's is read after those that have, in the order in which it was
 * named: its lines may tell the day themselves.
 */
final class LogFolders {
    private static final int DEPTH = 3;
    private static final int MOST = 100_000;

    /** A log whose name tells the day; {@code packed} where it is part of an archive. */
    private record Known(LogName name, Path path, Optional<LogArchive.Packed> packed) {

        String where() {
            return packed.map(one -> one.file().name()).orElse(path.toString());
        }

        /** The same log, unpacked here and in an archive, or unpacked and packed side by side. */
        boolean isTwinOf(Known plain) {
            return name.equals(plain.name)
                    && packed.map(one -> one.length() == size(plain.path))
                            .orElse(path.toString().startsWith(plain.path + "."));
        }
    }

    /** Logs that are files of their own come before those of the same name in archives. */
    private static final Comparator<Known> IN_ORDER =
            Comparator.comparing(Known::name, LogName.IN_ORDER)
                    .thenComparing(known -> known.packed.isPresent())
                    .thenComparing(known -> known.path.toString());

    private final List<Known> known = new ArrayList<>();
    private final List<Path> unknown = new ArrayList<>();
    private final Set<Character> others = new TreeSet<>();
    private final List<String> trouble = new ArrayList<>();
    private final Map<Path, String> unreadable = new LinkedHashMap<>();

    LogFolders(List<Path> named) {
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                folder(path);
            } else if (!sort(path)) {
                unknown.add(path);
            }
        }
        known.sort(IN_ORDER);
        leaveOutTwins();
    }

    /** IceWarp archives a log before it deletes it, and administrators unpack archives in place. */
    private void leaveOutTwins() {
        Map<LogName, List<Known>> kept = new HashMap<>();
        known.removeIf(
                one -> {
                    List<Known> same = kept.computeIfAbsent(one.name, _ -> new ArrayList<>(1));
                    Optional<Known> twin = same.stream().filter(one::isTwinOf).findFirst();
                    twin.ifPresent(
                            other ->
                                    trouble.add(
                                            one.where()
                                                    + ": is the same log as "
                                                    + other.where()
                                                    + ", which was read"));
                    if (twin.isEmpty() && one.packed.isEmpty()) {
                        same.add(one);
                    }
                    return twin.isPresent();
                });
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException _) {
            return -2; // no archive says so
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private void folder(Path folder) {
        int before = known.size();
        List<Path> nameless = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder, DEPTH)) {
            walk.limit(MOST)
                    .filter(Files::isRegularFile)
                    .filter(file -> !sort(file))
                    .forEach(nameless::add);
        } catch (IOException | UncheckedIOException e) {
            unreadable(folder, ": not all of it could be listed: " + e.getMessage());
        }
        if (known.size() == before) {
            nameless.stream().filter(Recognised::isLog).sorted().forEach(unknown::add);
        }
    }

    /** Returns whether the name of the file tells what it is. */
    private boolean sort(Path file) {
        if (LogArchive.isOne(file)) {
            archive(file);
            return true;
        }
        Optional<LogName> name = LogName.of(name(file));
        name.ifPresent(found -> keep(new Known(found, file, Optional.empty())));
        return name.isPresent();
    }

    private void archive(Path file) {
        try {
            for (LogArchive.Packed log : LogArchive.logs(file)) {
                LogName.of(log.file().name())
                        .ifPresent(name -> keep(new Known(name, file, Optional.of(log))));
            }
        } catch (IOException e) {
            unreadable(file, ": cannot be read: " + e.getMessage());
        }
    }

    private void unreadable(Path path, String why) {
        trouble.add(path + why);
        unreadable.put(path, path + why);
    }

    private void keep(Known one) {
        if (one.name.isOfSessions()) {
            known.add(one);
        } else {
            others.add(one.name.letter());
        }
    }

    /** All of them. */
    LogFiles files() {
        return files(LocalDate.MIN);
    }

    /** Those that may hold something of a day or later. */
    LogFiles files(LocalDate day) {
        LogFiles files = LogFiles.inOrder(List.of());
        for (Known one : known) {
            if (!one.name.day().isBefore(day)) {
                one.packed.ifPresentOrElse(
                        log -> files.addPacked(log.file(), log.most()), () -> files.add(one.path));
            }
        }
        unknown.forEach(files::add);
        unreadable.forEach(files::unopened);
        return files;
    }

    /** What was recognised by its name, in words; empty where nothing was. */
    String recognised() {
        if (known.isEmpty()) {
            return "";
        }
        TreeMap<String, Long> kinds =
                known.stream()
                        .collect(
                                Collectors.groupingBy(
                                        one -> one.name.service(),
                                        TreeMap::new,
                                        Collectors.counting()));
        String counts =
                kinds.entrySet().stream()
                        .map(kind -> kind.getValue() + " of " + kind.getKey())
                        .collect(Collectors.joining(", "));
        LocalDate first = known.getFirst().name.day();
        LocalDate last = known.getLast().name.day();
        return Plural.of(known.size(), "log")
                + " ("
                + counts
                + (first.equals(last) ? ") of " + first : ") of " + first + " to " + last);
    }

    List<String> remarks() {
        List<String> remarks = new ArrayList<>(trouble);
        if (!others.isEmpty()) {
            remarks.add("logs of other services were not read, by their letter: " + others);
        }
        return remarks;
    }
}
