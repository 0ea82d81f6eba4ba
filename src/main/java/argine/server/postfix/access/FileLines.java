// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The ends of log files, of which every part is read once. */
final class FileLines implements NewLines {
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final int TAIL = 32 * 1024 * 1024;
    private static final int MAX_LINE = 4096;

    private final List<Path> logs;
    private final Map<Path, Mark> readTo = new HashMap<>();

    /** How far a file was read, and which file it was. */
    private record Mark(String file, long at) {}

    /** Those that are not there are passed over. */
    FileLines(List<Path> logs) {
        this.logs = List.copyOf(logs);
    }

    /** Whether a log is still written, where a journal is that was last written then. */
    static boolean isKept(Path log, Optional<Instant> journal) {
        try {
            Instant written = Files.getLastModifiedTime(log).toInstant();
            return journal.isEmpty() || written.isAfter(journal.get().minus(A_DAY));
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void readOn(Consumer<String> taker) throws IOException {
        for (Path log : logs) {
            if (Files.isRegularFile(log)) {
                read(log, taker);
            }
        }
    }

    /** Another file under the same name, or a shorter one, is read from its beginning. */
    private void read(Path log, Consumer<String> taker) throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            long size = channel.size();
            String file =
                    String.valueOf(Files.readAttributes(log, BasicFileAttributes.class).fileKey());
            Mark mark = readTo.getOrDefault(log, new Mark(file, 0));
            boolean same = mark.file().equals(file) && mark.at() <= size;
            long from = Math.max(same ? mark.at() : 0, size - TAIL);
            channel.position(from);
            InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
            readTo.put(log, new Mark(file, from + lines(in, size - from, taker)));
        }
    }

    /** Returns how many bytes the whole lines among the first {@code length} have. */
    private static long lines(InputStream in, long length, Consumer<String> taker)
            throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long whole = 0;
        for (long at = 0; at < length; at++) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            if (b == '\n') {
                taker.accept(line.toString(StandardCharsets.UTF_8));
                line.reset();
                whole = at + 1;
            } else if (line.size() < MAX_LINE) {
                line.write(b);
            }
        }
        return whole;
    }
}
