// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.server.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether files that were not taken for IceWarp's look so much like it that whoever named them
 * should hear it: logs that were renamed in a folder, queue files outside of their own folders.
 *
 * <p>A file of Postfix's queue has no point in its name, and may hold any message.
 */
public final class Likeness {
    private static final int DEPTH = 3;
    private static final int MOST = 64;

    private Likeness() {}

    /**
     * What to say of the first of these files that looks like it, or, where nothing was named, of
     * the folder that somebody is in; nothing where somebody said which server's they are.
     */
    public static Optional<String> of(Servers.Asked asked, List<Path> files) {
        if (!asked.server().isEmpty()) {
            return Optional.empty();
        }
        return asked.logs().isEmpty() && asked.queue().isEmpty()
                ? around(Path.of(""), asked.recent() ? "detect" : "investigate")
                : files.stream()
                        .flatMap(one -> first(one).stream())
                        .findFirst()
                        .map(Likeness::said);
    }

    /** What to say of the folder that somebody is in. */
    static Optional<String> around(Path folder, String command) {
        return Recognised.isRoot(folder)
                ? Optional.of(
                        "the folder you are in looks like an installation of IceWarp, and was not"
                                + " read; if it is meant, type: argine "
                                + command
                                + " --server icewarp --log .")
                : Optional.empty();
    }

    private static Optional<Path> first(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> walk = Files.walk(folder, DEPTH)) {
            return walk.limit(MOST).filter(Likeness::looksLikeIt).findFirst();
        } catch (IOException | UncheckedIOException _) {
            return Optional.empty(); // the reading tells of it
        }
    }

    private static boolean looksLikeIt(Path path) {
        return Files.isDirectory(path)
                ? Recognised.isRoot(path)
                : Recognised.isLog(path) || isNamed(path) && Walk.hasNotes(path);
    }

    private static boolean isNamed(Path file) {
        return String.valueOf(file.getFileName()).indexOf('.') > 0;
    }

    private static String said(Path like) {
        String what =
                Files.isDirectory(like)
                        ? "a folder"
                        : Recognised.isLog(like) ? "a session log" : "a queue file";
        return like
                + ": looks like "
                + what
                + " of IceWarp, and was read as Postfix's; if it is IceWarp's, say --server icewarp";
    }
}
