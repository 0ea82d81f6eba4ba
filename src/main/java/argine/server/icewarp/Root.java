// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder an IceWarp server was installed to, or a copy of it, in which names may have changed
 * their case.
 *
 * <p>{@code path.dat} moves folders: one path a line, the eighth that of the queue. It may name a
 * drive of another machine; then the usual place is looked at, and that is said.
 */
record Root(Path folder) {
    private static final String PATHS = "path.dat";

    /** Where containers keep what is not to be lost with them. */
    private static final String BESIDE = "icewarp-data";

    private static final int MAX_PATHS = 64 * 1024;
    static final int OUTGOING = 8;
    static final int RETRY = 9;
    static final int INCOMING = 13;

    /** Finds an entry of a folder, whatever the case of its name. */
    static Optional<Path> entry(Path folder, String name) {
        Path exact = folder.resolve(name);
        if (Files.exists(exact)) {
            return Optional.of(exact);
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path one : entries) {
                if (String.valueOf(one.getFileName()).equalsIgnoreCase(name)) {
                    return Optional.of(one);
                }
            }
        } catch (IOException | DirectoryIteratorException _) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    static Optional<Path> directory(Path folder, String name) {
        return entry(folder, name).filter(Files::isDirectory);
    }

    /** Those in the folder itself; where it has none, those that a container keeps beside it. */
    Optional<Path> logs() {
        Optional<Path> own = directory(folder, "logs");
        return own.filter(Recognised::holdsLogs)
                .or(() -> directory(beside(), "logs").filter(Recognised::holdsLogs))
                .or(() -> own);
    }

    Path beside() {
        return folder.toAbsolutePath().resolveSibling(BESIDE);
    }

    /** Whether what a container keeps lies beside the folder. */
    boolean isInContainer() {
        return entry(beside(), PATHS).isPresent();
    }

    /**
     * The queue; {@code mail} is where the settings say that mail is. {@code missing} is told where
     * {@code path.dat} names what is not here.
     */
    Optional<Path> queue(Optional<Path> mail, List<String> missing) {
        Optional<String> moved = path(OUTGOING);
        Optional<Path> there = moved.flatMap(Root::existing);
        if (there.isPresent()) {
            return there;
        }
        Optional<Path> usual =
                mail.or(() -> directory(folder, "mail"))
                        .flatMap(found -> directory(found, "_outgoing"))
                        .or(() -> directory(folder, "_outgoing"))
                        .or(() -> directory(beside(), "_outgoing"));
        moved.ifPresent(
                text ->
                        missing.add(
                                "path.dat says that the queue is at "
                                        + text
                                        + ", which is not here; "
                                        + usual.map(path -> "read instead: " + path)
                                                .orElse("name it with --queue DIR")));
        return usual;
    }

    /** The queue in a folder that was named in its place; the folder itself where it has none. */
    static Path outgoing(Path named) {
        return directory(named, "_outgoing")
                .or(() -> directory(named, "mail").flatMap(m -> directory(m, "_outgoing")))
                .orElse(named);
    }

    /**
     * The folder of retries, where it is moved out of the queue; of one that is not here it tells.
     */
    Optional<Path> retry(List<String> missing) {
        Optional<String> moved = path(RETRY);
        Optional<Path> there = moved.flatMap(Root::existing);
        if (moved.isPresent() && there.isEmpty()) {
            missing.add(
                    "path.dat says that retries are at "
                            + moved.get()
                            + ", which is not here: of them only what lies below the queue is read");
        }
        return there;
    }

    /** The folder that a link named {@code retry} in a queue leads to. */
    static Optional<Path> linkedRetry(Path queue) {
        return directory(queue, "retry").filter(Files::isSymbolicLink).flatMap(Root::real);
    }

    private static Optional<Path> real(Path link) {
        try {
            return Optional.of(link.toRealPath());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Optional<Path> existing(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Files::isDirectory);
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /** The path on a line of {@code path.dat}, from 1 on; nothing where it says nothing. */
    Optional<String> path(int line) {
        return entry(folder, PATHS)
                .or(() -> entry(beside(), PATHS))
                .flatMap(file -> path(file, line));
    }

    static Optional<String> path(Path file, int line) {
        try (var in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MAX_PATHS), StandardCharsets.UTF_8);
            return text.lines()
                    .skip(line - 1L)
                    .findFirst()
                    .map(String::strip)
                    .filter(path -> !path.isEmpty());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
