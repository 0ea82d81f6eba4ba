// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Random;

/**
 * A process that writes a log as fast as it can and rotates it, by renaming or by copying and
 * emptying, without waiting for who reads it or for the disk's clock.
 */
final class RotatingWriter {
    private static final int MOST_LINES = 400;

    private final Path path;
    private final Random random;
    private FileChannel channel;
    private int lines;
    private int rotations;

    private RotatingWriter(Path path, long seed) throws IOException {
        this.path = path;
        this.random = new Random(seed);
        this.channel = open();
    }

    /** PATH ROTATIONS rename|copytruncate|mixed SEED; prints how many lines it wrote. */
    public static void main(String[] words) throws IOException {
        RotatingWriter writer = new RotatingWriter(Path.of(words[0]), Long.parseLong(words[3]));
        for (int i = 0; i < Integer.parseInt(words[1]); i++) {
            writer.write();
            if (writer.isRenaming(words[2])) {
                writer.rename();
            } else {
                writer.copyAndEmpty();
            }
        }
        writer.write();
        writer.channel.close();
        System.out.print(writer.lines);
    }

    private boolean isRenaming(String way) {
        return way.equals("mixed") ? random.nextBoolean() : way.equals("rename");
    }

    /** The message a line is about. */
    static String id(int line) {
        return String.format(Locale.ROOT, "4A%07X", line);
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Some lines, a write for each, now and then in two parts. */
    private void write() throws IOException {
        for (int i = 1 + random.nextInt(MOST_LINES); i > 0; i--) {
            String line =
                    String.format(
                            Locale.ROOT,
                            "2026-11-24T08:06:00.%06d+00:00 mx postfix/qmgr[1]: %s: removed\n",
                            lines,
                            id(lines));
            lines++;
            int cut = random.nextInt(20) == 0 ? random.nextInt(line.length()) : line.length();
            put(line.substring(0, cut));
            put(line.substring(cut));
        }
    }

    private void put(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private Path next() {
        return path.resolveSibling(path.getFileName() + "-" + (20260101 + rotations++));
    }

    /** Writes on in the old file for a moment, as a daemon does that has not been told yet. */
    private void rename() throws IOException {
        Files.move(path, next());
        if (random.nextBoolean()) {
            write();
        }
        channel.close();
        channel = open();
    }

    private void copyAndEmpty() throws IOException {
        Files.copy(path, next());
        channel.truncate(0);
    }
}
