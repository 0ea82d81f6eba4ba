// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts what is written to a file into whole lines, and keeps the line that is not finished yet.
 *
 * <p>A line longer than the buffer is cut: its beginning is a line, the rest is passed over. The
 * zeros that stand where a file was cut short under a program that does not append are no line.
 */
final class Cutter {
    static final int SIZE = 1 << 18;

    private final String file;
    private final byte[] buffer;
    private int length;
    private long offset;
    private long line;
    private boolean passing;

    Cutter(String file, long offset, long line, boolean passing) {
        this(file, offset, line, passing, new byte[SIZE]);
    }

    /** With a buffer that is lent to it. */
    Cutter(String file, long offset, long line, boolean passing, byte[] buffer) {
        this.file = file;
        this.buffer = buffer;
        this.offset = offset;
        this.line = line;
        this.passing = passing;
    }

    /** From the start of a file. */
    static Cutter atStart(String file) {
        return new Cutter(file, 0, 1, false);
    }

    /** The first byte that has not been handed on. */
    long offset() {
        return offset;
    }

    /** The number of the line that begins there. */
    long line() {
        return line;
    }

    /** Whether the rest of a line that was too long is being passed over. */
    boolean isPassing() {
        return passing;
    }

    /** The first byte that has not been read. */
    long read() {
        return offset + length;
    }

    /** Reads once and hands whole lines on; returns false when there is nothing more for now. */
    boolean read(InputStream in, Hand hand) throws IOException {
        return read(in, hand, Long.MAX_VALUE);
    }

    /** The same, but nothing from an offset on. */
    boolean read(InputStream in, Hand hand, long end) throws IOException {
        int most = (int) Math.min(buffer.length - length, end - read());
        int more = most <= 0 ? 0 : in.read(buffer, length, most);
        if (more <= 0) {
            return false;
        }
        length += more;
        if (passing) {
            passOver();
        }
        drop(zeros());
        int whole = lastLineEnd();
        if (whole > 0) {
            handOn(whole, hand);
        } else if (length == buffer.length) {
            buffer[length - 1] = '\n';
            handOn(length, hand);
            passing = true;
        }
        return true;
    }

    /** Nothing more will be written: what is there without a line end is a line too. */
    void end(Hand hand) {
        drop(zeros());
        if (length > 0 && length < buffer.length) {
            buffer[length++] = '\n';
            handOn(length, hand);
        }
    }

    private void handOn(int whole, Hand hand) {
        line += hand.lines(file, buffer, whole, offset, line);
        drop(whole);
    }

    private void drop(int bytes) {
        System.arraycopy(buffer, bytes, buffer, 0, length - bytes);
        offset += bytes;
        length -= bytes;
        Arrays.fill(buffer, length, length + bytes, (byte) 0); // it may have been a password
    }

    private void passOver() {
        int end = 0;
        while (end < length && buffer[end] != '\n') {
            end++;
        }
        passing = end == length;
        drop(Math.min(length, end + 1));
    }

    private int zeros() {
        int end = 0;
        while (end < length && buffer[end] == 0) {
            end++;
        }
        return end;
    }

    private int lastLineEnd() {
        int end = length;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
