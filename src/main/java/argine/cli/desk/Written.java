// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import argine.store.Store;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Where the output of a command goes: to the terminal, or to a file that only its owner reads.
 *
 * <p>The file is new and whole when it gets its name: whoever had the old one open, or reads before
 * the end, sees nothing of it. What is no file ({@code /dev/stdout}, a pipe) is written to.
 */
public record Written(Surroundings surroundings, Optional<Path> output) {

    /**
     * Makes sure that the file can be written, before something is done that can be told once.
     *
     * @throws IOException when it cannot
     */
    public void prepare() throws IOException {
        if (output.isPresent() && isFile(output.get())) {
            Path draft = draft(output.get());
            write(draft, "");
            Files.delete(draft);
        }
    }

    public void show(String text) throws IOException {
        if (output.isEmpty()) {
            surroundings.out().print(text);
            return;
        }
        if (isFile(output.get())) {
            replace(output.get(), text);
        } else {
            Files.writeString(output.get(), text, StandardCharsets.UTF_8);
        }
        surroundings.out().println("Written to " + output.get());
    }

    private static boolean isFile(Path file) {
        return Files.notExists(file) || Files.isRegularFile(file);
    }

    private static void replace(Path file, String text) throws IOException {
        Path draft = draft(file);
        try {
            write(draft, text);
            Files.move(draft, real(file), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Behind a link the file that it leads to is replaced, not the link. */
    private static Path real(Path file) throws IOException {
        return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    }

    private static Path draft(Path file) throws IOException {
        Path real = real(file);
        return real.resolveSibling("." + real.getFileName() + "." + UUID.randomUUID());
    }

    private static void write(Path draft, String text) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        draft,
                        Set.of(
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        Store.ofOwner(draft, "rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (FileSystemException e) {
            throw new FileSystemException(
                    String.valueOf(draft.getParent()), null, "nothing can be written there");
        }
    }
}
