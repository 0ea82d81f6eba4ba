// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** A log as a daemon writes it and logrotate rotates it; every line is about another message. */
final class WrittenLog implements AutoCloseable {
    final Path path;
    private final List<String> written = new ArrayList<>();
    private FileChannel channel;
    private final Deque<Path> kept = new ArrayDeque<>();
    private int rotations;

    WrittenLog(Path path) throws IOException {
        this.path = path;
        this.channel = open(path);
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Every message a line was written about. */
    List<String> written() {
        return List.copyOf(written);
    }

    String line() {
        String id = String.format(Locale.ROOT, "4A%07X", written.size());
        written.add(id);
        return String.format(
                Locale.ROOT,
                "2026-11-24T08:06:00.%06d+00:00 mx postfix/qmgr[1]: %s: removed\n",
                written.size() % 1_000_000,
                id);
    }

    void write(int lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(line());
        }
        raw(text.toString());
    }

    void raw(String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Renames the file; its writer goes on in it until it is told. */
    Path rename() throws IOException {
        Path to = next();
        Files.move(path, to);
        return to;
    }

    /** The writer opens the file of the name. */
    void reopen() throws IOException {
        channel.close();
        channel = open(path);
    }

    Path copy() throws IOException {
        return Files.copy(path, next());
    }

    /** The name of the next rotated file; of the old ones seven are kept. */
    private Path next() throws IOException {
        Path to = path.resolveSibling(path.getFileName() + "-" + (20260101 + rotations++));
        kept.addLast(to);
        if (kept.size() > 8) {
            Path eldest = kept.removeFirst();
            Files.deleteIfExists(eldest);
            Files.deleteIfExists(eldest.resolveSibling(eldest.getFileName() + ".gz"));
        }
        return to;
    }

    void empty() throws IOException {
        channel.truncate(0);
    }

    static Path packed(Path file) throws IOException {
        Path to = file.resolveSibling(file.getFileName() + ".gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
            out.write(Files.readAllBytes(file));
        }
        Files.setLastModifiedTime(to, Files.getLastModifiedTime(file));
        Files.delete(file);
        return to;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
