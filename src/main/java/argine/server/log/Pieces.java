// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.server.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Cuts log files into pieces of whole lines, one after another, for whichever thread asks next.
 *
 * <p>A line longer than a piece is cut: its beginning is a line, the rest is passed over and told.
 * A file that breaks off ends where it broke, and says so; the next file goes on.
 */
final class Pieces implements AutoCloseable {
    /** The longest line that is kept whole. */
    static final int SIZE = 1 << 18;

    /** As much as stays in a processor's cache, with what is made of it, until it is handed on. */
    private static final int USUAL = 1 << 16;

    private static final byte[] NOTHING = {};

    /**
     * A run of whole lines of one file, never compared; {@code number} counts pieces over all
     * files.
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Piece(long number, LogFile file, long offset, byte[] bytes, int length, boolean first) {}

    private final Iterator<LogFile> files;
    private final List<String> trouble = new ArrayList<>();
    private Unreadable unreadable = Unreadable.NOTHING;
    private LogFile file =
            new LogFile("", 0, java.time.Instant.EPOCH, InputStream::nullInputStream);
    private InputStream in = InputStream.nullInputStream();
    private byte[] rest = NOTHING;
    private boolean inLongLine;
    private boolean first;
    private boolean open;
    private boolean broken;
    private long offset;
    private long number;
    private long bytesRead;

    Pieces(List<LogFile> files) {
        this.files = files.iterator();
    }

    /** Fills the buffer with the next piece, or returns nothing at the end of the last file. */
    synchronized Optional<Piece> next(byte[] buffer) {
        while (open || openNext()) {
            int length = fill(buffer);
            if (length > 0) {
                Piece piece = new Piece(number++, file, offset, buffer, length, first);
                offset += length;
                first = false;
                return Optional.of(piece);
            }
            close();
        }
        return Optional.empty();
    }

    synchronized long bytesRead() {
        return bytesRead;
    }

    synchronized List<String> trouble() {
        return List.copyOf(trouble);
    }

    synchronized Unreadable unreadable() {
        return unreadable;
    }

    private void unreadable(String sentence) {
        trouble.add(sentence);
        unreadable = unreadable.plus(sentence);
    }

    private boolean openNext() {
        while (files.hasNext()) {
            file = files.next();
            try {
                in = file.opener().open();
                open = true;
                broken = false;
                first = true;
                offset = 0;
                rest = NOTHING;
                inLongLine = false;
                return true;
            } catch (IOException e) {
                unreadable(file.name() + ": cannot be read: " + e.getMessage());
            }
        }
        return false;
    }

    /** Returns how many bytes of whole lines are in the buffer now; 0 at the end of the file. */
    private int fill(byte[] buffer) {
        System.arraycopy(rest, 0, buffer, 0, rest.length);
        int length = rest.length;
        rest = NOTHING;
        while (true) {
            int read = read(buffer, length);
            if (read < 0) {
                return length;
            }
            length += read;
            if (inLongLine) {
                length = dropLineRest(buffer, length);
            }
            int end = lastLineEnd(buffer, length);
            if (end > 0 && length >= Math.min(USUAL, buffer.length) / 2) {
                rest = java.util.Arrays.copyOfRange(buffer, end, length);
                return end;
            }
            if (length == buffer.length) {
                return cutLongLine(buffer);
            }
        }
    }

    private int read(byte[] buffer, int length) {
        if (broken) {
            return -1;
        }
        try {
            int full = Math.min(buffer.length, length < USUAL ? USUAL : length * 2);
            int read = in.read(buffer, length, full - length);
            bytesRead += Math.max(0, read);
            return read;
        } catch (IOException e) {
            broken = true;
            unreadable(
                    file.name()
                            + ": breaks off after "
                            + (offset + length)
                            + " bytes: "
                            + e.getMessage());
            return -1;
        }
    }

    private static int lastLineEnd(byte[] buffer, int length) {
        int end = length;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** The buffer is one unfinished line: its beginning stands for it, the rest is dropped. */
    private int cutLongLine(byte[] buffer) {
        trouble.add(file.name() + ": a line of over " + buffer.length + " bytes was cut");
        inLongLine = true;
        buffer[buffer.length - 1] = '\n';
        return buffer.length;
    }

    private int dropLineRest(byte[] buffer, int length) {
        int end = 0;
        while (end < length && buffer[end] != '\n') {
            end++;
        }
        if (end == length) {
            offset += length;
            return 0;
        }
        inLongLine = false;
        offset += end + 1;
        System.arraycopy(buffer, end + 1, buffer, 0, length - end - 1);
        return length - end - 1;
    }

    @Override
    public void close() {
        open = false;
        try {
            in.close();
        } catch (IOException e) {
            trouble.add(file.name() + ": " + e.getMessage());
        }
    }
}
