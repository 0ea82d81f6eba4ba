// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.server.Holds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Decides how messages of a Postfix queue are held: by Postfix's own program, or in a copy. */
public final class PostfixHolds {
    private PostfixHolds() {}

    /**
     * A queue that was not named is the installed Postfix's. One that was named is a copy, unless a
     * Postfix works on it; then the configuration must say that it is its own.
     */
    public static Holds of(Path queue, boolean named, Optional<Path> config) throws IOException {
        boolean own = !named || isOf(config, queue);
        Spool spool = Spool.of(queue);
        Optional<Long> master = runningMaster(spool.root());
        if (own && (!named || master.isPresent())) {
            return new PostsuperHolds(spool, Postsuper.find(config), master.isPresent());
        }
        if (master.isPresent()) {
            throw new FileSystemException(
                    queue.toString(),
                    null,
                    "belongs to a running Postfix (process "
                            + master.get()
                            + "); name its configuration instead: --config DIR");
        }
        return new SpoolHolds(queue);
    }

    private static boolean isOf(Optional<Path> config, Path queue) throws IOException {
        return config.isPresent()
                && MainCf.read(config.get())
                        .queueDirectory()
                        .filter(Files::isDirectory)
                        .map(directory -> isSame(directory, queue))
                        .orElse(false);
    }

    private static boolean isSame(Path directory, Path queue) {
        try {
            return Files.isSameFile(directory, Spool.of(queue).root());
        } catch (IOException _) {
            return false;
        }
    }

    /** The process that the queue's lock file names, if it runs. */
    private static Optional<Long> runningMaster(Path root) throws IOException {
        Path file = root.resolve("pid").resolve("master.pid");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            return text.matches("[0-9]{1,9}")
                    ? ProcessHandle.of(Long.parseLong(text))
                            .filter(PostfixHolds::isMaster)
                            .map(ProcessHandle::pid)
                    : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** Who may not see another's program takes it for the one; the number is seldom given anew. */
    private static boolean isMaster(ProcessHandle process) {
        return process.info().command().map(command -> command.endsWith("/master")).orElse(true);
    }
}
