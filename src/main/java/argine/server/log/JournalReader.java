// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.server.log.JournalEntry.Field;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads the entries of a journal that {@code journalctl} wrote out, one after another.
 *
 * <p>It holds one buffer whatever the size of an entry. An entry that breaks the form gives what
 * could be read of it and is counted; reading goes on behind it.
 */
abstract sealed class JournalReader permits JournalReader.Export, JournalJson {
    private static final int BUFFER = 1 << 16;
    static final int END = -1;

    private final InputStream in;
    final byte[] buffer = new byte[BUFFER];

    /** The next byte, and the end of those in the buffer. */
    int at;

    int limit;

    /** How many entries broke the form, and how many have no message because it was long. */
    private long damaged;

    private long withoutMessage;

    JournalReader(InputStream in) {
        this.in = in;
    }

    /** Reads the next entry into the object given; false, and nothing read, at the end. */
    abstract boolean next(JournalEntry entry) throws IOException;

    final long damaged() {
        return damaged;
    }

    final long withoutMessage() {
        return withoutMessage;
    }

    final void countDamaged() {
        damaged++;
    }

    final void countWithoutMessage() {
        withoutMessage++;
    }

    /** Whether there is something to read without waiting. */
    final boolean isReady() throws IOException {
        return at < limit || in.available() > 0;
    }

    final boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    /** Makes sure that so many bytes are in the buffer, unless the end comes first. */
    final void ensure(int bytes) throws IOException {
        if (limit - at >= bytes) {
            return;
        }
        System.arraycopy(buffer, at, buffer, 0, limit - at);
        limit -= at;
        at = 0;
        int read = 0;
        while (limit < bytes && read >= 0) {
            read = in.read(buffer, limit, buffer.length - limit);
            limit += Math.max(0, read);
        }
    }

    /** The same, but content with less where a line ends in it: more may be written much later. */
    final void ensureOrLine(int bytes) throws IOException {
        while (limit - at < bytes && lineEnd(at) == limit) {
            int before = limit - at;
            ensure(before + 1);
            if (limit - at == before) {
                return;
            }
        }
    }

    final int take() throws IOException {
        return at < limit || fill() ? buffer[at++] & 0xFF : END;
    }

    final int peek() throws IOException {
        return at < limit || fill() ? buffer[at] & 0xFF : END;
    }

    /** Adds all up to the end of the line to a field and steps over it; false at the end of all. */
    final boolean takeLine(JournalEntry entry, Field field) throws IOException {
        while (at < limit || fill()) {
            int end = lineEnd(at);
            entry.add(field, buffer, at, end);
            at = Math.min(limit, end + 1);
            if (end < limit) {
                return true;
            }
        }
        return false;
    }

    private int lineEnd(int from) {
        int i = from;
        for (; i + 8 <= limit; i += 8) {
            long found = LineEnd.in(buffer, i);
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        while (i < limit && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    /** Finds a newline in eight bytes at once; the lowest bit set belongs to the first one. */
    private static final class LineEnd {
        private static final VarHandle LONG =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        private static final long ONES = 0x0101010101010101L;
        private static final long HIGH = 0x8080808080808080L;

        static long in(byte[] bytes, int at) {
            long x = (long) LONG.get(bytes, at) ^ '\n' * ONES;
            return (x - ONES) & ~x & HIGH;
        }
    }

    /**
     * {@code journalctl -o export}: {@code FIELD=value} lines, an empty line after each entry. A
     * value that is not text stands below its name, behind its length in eight bytes.
     */
    static final class Export extends JournalReader {
        /** As much as journald itself takes for a value. */
        private static final long MAX_LENGTH = 768L << 20;

        private static final int LENGTH_BYTES = 8;

        Export(InputStream in) {
            super(in);
        }

        @Override
        boolean next(JournalEntry entry) throws IOException {
            while (peek() == '\n') {
                at++;
            }
            if (peek() == END) {
                return false;
            }
            entry.clear();
            boolean sound = true;
            while (peek() != '\n' && peek() != END) {
                sound &= field(entry);
            }
            take();
            if (!sound) {
                countDamaged();
            }
            return true;
        }

        /** Reads a field; false when something is wrong with it. */
        private boolean field(JournalEntry entry) throws IOException {
            ensureOrLine(JournalEntry.MAX_KEY + 1);
            int from = at;
            int end = from;
            int last = Math.min(limit, from + JournalEntry.MAX_KEY + 1);
            while (end < last && buffer[end] != '=' && buffer[end] != '\n') {
                end++;
            }
            if (end == last) {
                takeLine(entry, Field.OTHER);
                return false;
            }
            boolean text = buffer[end] == '=';
            Field field = entry.begin(JournalEntry.field(buffer, from, end));
            at = end + 1;
            return text ? takeLine(entry, field) : binary(entry, field);
        }

        private boolean binary(JournalEntry entry, Field field) throws IOException {
            ensure(LENGTH_BYTES);
            if (limit - at < LENGTH_BYTES) {
                at = limit;
                return false;
            }
            long left = (long) LineEnd.LONG.get(buffer, at);
            if (left < 0 || left > MAX_LENGTH) {
                return false;
            }
            at += LENGTH_BYTES;
            while (left > 0 && (at < limit || fill())) {
                int length = (int) Math.min(left, limit - at);
                entry.add(field, buffer, at, at + length);
                at += length;
                left -= length;
            }
            return left == 0 && take() == '\n';
        }
    }
}
