// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * A small file that says how far each log was read; written anew in one step each time.
 *
 * <p>One that is damaged counts as none: then what the logs hold is taken for the past.
 */
final class Positions {
    private static final long LARGEST = 1 << 20;

    private final Path file;
    private List<Position> written = List.of();

    Positions(Path file) {
        this.file = file;
    }

    /** What was written last; nothing where there is nothing, or it is damaged. */
    Optional<List<Position>> read() throws IOException {
        try {
            if (Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            return read(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private static Optional<List<Position>> read(List<String> lines) {
        int last = lines.size() - 1;
        if (last < 0 || !lines.get(last).equals(sum(lines.subList(0, last)))) {
            return Optional.empty();
        }
        return Optional.of(
                lines.subList(0, last).stream()
                        .flatMap(line -> Position.of(line).stream())
                        .toList());
    }

    /** Returns when the disk has it. */
    void write(List<Position> positions) throws IOException {
        if (positions.equals(written)) {
            return;
        }
        List<String> lines = new ArrayList<>(positions.stream().map(Position::text).toList());
        lines.add(sum(lines));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        ByteBuffer bytes =
                ByteBuffer.wrap((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE))) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        written = List.copyOf(positions);
    }

    private static String sum(List<String> lines) {
        CRC32C sum = new CRC32C();
        lines.forEach(line -> sum.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return "sum " + sum.getValue();
    }
}
