// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/** A file of pieces, each with its length and checksum, that is only ever added to. */
final class Frames implements Closeable {
    /** Longer pieces are not read; none is written. */
    static final int MAX_LENGTH = 1 << 28;

    private static final int HEAD = 8;

    private final FileChannel channel;

    private Frames(FileChannel channel) {
        this.channel = channel;
    }

    /** A new file, in place of whatever has its name. */
    static Frames create(Path file, FileAttribute<?>... attributes) throws IOException {
        Files.deleteIfExists(file);
        return new Frames(
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        attributes));
    }

    void write(byte[] piece) throws IOException {
        ByteBuffer[] both = {
            ByteBuffer.allocate(HEAD).putInt(piece.length).putInt(checksum(piece)).flip(),
            ByteBuffer.wrap(piece)
        };
        while (both[1].hasRemaining()) {
            channel.write(both);
        }
    }

    /** Returns when the disk has every piece. */
    void force() throws IOException {
        channel.force(false);
    }

    long size() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static int checksum(byte[] piece) {
        CRC32C checksum = new CRC32C();
        checksum.update(piece);
        return (int) checksum.getValue();
    }

    /** What can be done with a piece that was read back. */
    interface Sink {
        void take(byte[] piece) throws IOException;
    }

    /**
     * Hands on each whole piece, in order.
     *
     * @return where and how the file is damaged; nothing when it is whole or merely ends within a
     *     piece, as it does when its writer was killed
     */
    static Optional<String> read(Path file, Sink sink) throws IOException {
        long at = 0;
        long size = Files.size(file);
        try (DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(
                                Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), 1 << 16))) {
            while (size - at >= HEAD) {
                int length = in.readInt();
                int checksum = in.readInt();
                if (length < 0 || length > MAX_LENGTH) {
                    return Optional.of(file + ": damaged at byte " + at);
                }
                if (size - at - HEAD < length) {
                    return Optional.empty();
                }
                byte[] piece = in.readNBytes(length);
                if (checksum(piece) != checksum) {
                    return Optional.of(file + ": damaged at byte " + at);
                }
                sink.take(piece);
                at += HEAD + length;
            }
            return Optional.empty();
        } catch (EOFException e) {
            return Optional.of(file + ": damaged at byte " + at);
        }
    }
}
