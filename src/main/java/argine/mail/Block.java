// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a log file that is read in one go; the lines in it know their place through it.
 *
 * <p>Pieces are parsed side by side and handed on in order, so the number of a piece's first line
 * is known only when its turn comes ({@link #begin}). The bytes are lent: they are there while the
 * events of the piece are handed on, and {@link #text} copies what must be kept.
 */
public final class Block {
    private static final int MAX_TEXT = 1000;

    private final String file;
    private final long offset;
    private final int length;
    private byte @Nullable [] bytes;
    private long firstLine = 1;

    public Block(String file, long offset, byte @Nullable [] bytes, int length) {
        this.file = file;
        this.offset = offset;
        this.bytes = bytes;
        this.length = length;
    }

    /** Tells the piece which line of the file its first line is. */
    public void begin(long line) {
        firstLine = line;
    }

    /** Gives the lent bytes back; lines of this piece can no longer be copied. */
    public void end() {
        bytes = null;
    }

    /** The name of the file. */
    public String file() {
        return file;
    }

    long line(int index) {
        return firstLine + index;
    }

    long offset(int at) {
        return offset + at;
    }

    /**
     * The line that starts at an index of the piece, without its end, on Windows of two bytes; cut
     * at a bound, or nothing once given back.
     */
    String text(int at) {
        byte[] lent = bytes;
        if (lent == null) {
            return "";
        }
        int end = at;
        while (end < length && lent[end] != '\n' && end - at < MAX_TEXT) {
            end++;
        }
        boolean windows = end > at && lent[end - 1] == '\r' && end - at < MAX_TEXT;
        return new String(lent, at, windows ? end - 1 - at : end - at, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Block block && file.equals(block.file) && offset == block.offset;
    }

    @Override
    public int hashCode() {
        return Objects.hash(file, offset);
    }
}
