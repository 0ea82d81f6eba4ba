// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/** A file that is open and read as it grows, whatever becomes of its name. */
final class OpenFile implements Closeable {
    /** So much is read in one go, that other files have their turn too. */
    private static final int MOST_READS = 64;

    private final String name;
    private final String key;
    private final FileChannel channel;
    private Unchanged in;
    private Cutter cutter;
    private Beginning beginning = Beginning.NONE;
    private long written;

    private OpenFile(String name, String key, FileChannel channel) {
        this.name = name;
        this.key = key;
        this.channel = channel;
        this.cutter = Cutter.atStart(name);
        this.in = new Unchanged(channel);
    }

    /**
     * What a file holds from its start, as long as it is the same: what was emptied and written
     * anew while it was read is not taken for more of it, but for its end.
     */
    private static final class Unchanged extends InputStream {
        private final FileChannel channel;
        private final Beginning.Growing growing = new Beginning.Growing();
        private Beginning beginning = Beginning.NONE;

        Unchanged(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("only whole buffers are read");
        }

        @Override
        public int read(byte[] to, int from, int most) throws IOException {
            long at = channel.position();
            int count = channel.read(ByteBuffer.wrap(to, from, most));
            if (count > 0 && !isUnchanged()) {
                channel.position(at);
                return -1;
            }
            if (count > 0 && beginning.isShort()) {
                growing.take(to, from, count);
                beginning = growing.soFar();
            }
            return count;
        }

        boolean isUnchanged() throws IOException {
            return beginning.isEmpty() || beginning.isOf(channel);
        }

        /**
         * What it begins with, of the bytes before an offset; of all that was read once it was
         * changed.
         */
        Beginning beginning(long offset) throws IOException {
            if (offset >= beginning.length()) {
                return beginning;
            }
            Beginning some = Beginning.of(channel, offset);
            return isUnchanged() || offset == 0 ? some : beginning;
        }
    }

    /** Opens a file from its start; nothing when it is not there, or was renamed just now. */
    static Optional<OpenFile> open(Path path) throws IOException {
        try {
            BasicFileAttributes before = Files.readAttributes(path, BasicFileAttributes.class);
            if (!before.isRegularFile()) {
                throw new IOException("it is not a file");
            }
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            if (!key(path).equals(Optional.of(key(path, before)))) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new OpenFile(path.toString(), key(path, before), channel));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** What tells the file of this name from all others of the disk; nothing if there is none. */
    static Optional<String> key(Path path) throws IOException {
        try {
            return Optional.of(key(path, Files.readAttributes(path, BasicFileAttributes.class)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private static String key(Path path, BasicFileAttributes facts) {
        return Objects.requireNonNullElse(facts.fileKey(), path).toString();
    }

    String key() {
        return key;
    }

    long offset() {
        return cutter.offset();
    }

    /** When it was last changed, as far as its name told; milliseconds. */
    long written() {
        return written;
    }

    /**
     * Whether the file of this name is another one by now; of the same one it is noted when it was
     * last changed.
     */
    boolean hasLost(Path name) throws IOException {
        try {
            BasicFileAttributes facts = Files.readAttributes(name, BasicFileAttributes.class);
            if (!key(name, facts).equals(key)) {
                return true;
            }
            written = facts.lastModifiedTime().toMillis();
            return false;
        } catch (NoSuchFileException _) {
            return false; // the next one is not there yet
        }
    }

    /** Whether it begins so. */
    boolean isBegunBy(Beginning other) throws IOException {
        return other.isOf(channel);
    }

    /** What cuts the rest of a copy, from where this one was read to. */
    Cutter rest(String copy) {
        return new Cutter(copy, cutter.offset(), cutter.line(), cutter.isPassing());
    }

    Beginning beginning() {
        return beginning;
    }

    /** Hands on what is there; returns false when that is all for now. */
    boolean read(Hand hand) throws IOException {
        return read(hand, Long.MAX_VALUE);
    }

    /** Hands on what is there before an offset. */
    boolean read(Hand hand, long end) throws IOException {
        boolean more = true;
        for (int i = 0; i < MOST_READS && more; i++) {
            more = cutter.read(in, hand, end);
        }
        if (beginning.isShort()) {
            Beginning longer = in.beginning(cutter.offset());
            beginning = longer.isEmpty() ? beginning : longer;
        }
        return more;
    }

    /** What is there without a line end is a line: nobody writes here any more. */
    void end(Hand hand) {
        cutter.end(hand);
    }

    /** Whether what was read is no longer what stands there. */
    boolean isCutShort() throws IOException {
        return channel.size() < cutter.read() || !in.isUnchanged();
    }

    /** Begins at the start: somebody emptied the file. */
    void restart() throws IOException {
        cutter = Cutter.atStart(name);
        beginning = Beginning.NONE;
        in = new Unchanged(channel.position(0));
    }

    Position position(String log) {
        return new Position(
                log, key, cutter.offset(), cutter.line(), cutter.isPassing(), written, beginning);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
