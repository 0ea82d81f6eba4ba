// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.server.Queue.Lines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The records of one queue file at a time, in the order in which Postfix itself reads them.
 *
 * <p>A record is a type, a length in groups of seven bits (lowest first, high bit for more) and
 * that many bytes. Where a milter or cleanup changed a message, a pointer record {@code p} leads to
 * a record further on in the file and another one back: who reads straight on sees the old sender
 * and misses recipients. Pointers are followed here and padding is passed over, so nobody else sees
 * either.
 *
 * <p>The bytes come from strangers. Lengths, jumps back (as many as Postfix allows), records and
 * bytes are counted, and the file is damaged where a bound is passed.
 */
final class QueueRecords {
    static final int MAX_LENGTH = 64 * 1024;
    static final int MAX_JUMPS_BACK = 10_000;
    static final int MAX_RECORDS = 10_000_000;
    static final long MAX_BYTES = 256L * 1024 * 1024;

    private static final int FIRST_READ = 4 * 1024;
    private static final int LATER_READ = 32 * 1024;
    private static final int MAX_TEXT = 4 * 1024;
    private static final int LENGTH_BITS = 28;

    /** Bytes that can be read from any place; an open file is such. */
    interface Bytes {
        /** Reads some bytes, as {@link java.nio.channels.FileChannel#read(ByteBuffer, long)}. */
        int read(ByteBuffer into, long from) throws IOException;
    }

    private final byte[] window = new byte[MAX_LENGTH + LATER_READ];
    private final ByteBuffer buffer = ByteBuffer.wrap(window);
    private Bytes bytes = (_, _) -> -1;
    private long windowAt;
    private int filled;
    private long bytesRead;
    private int records;
    private int jumpsBack;

    private long recordAt;
    private long nextAt;
    private int type;
    private int start;
    private int length;

    /** Begins another file. */
    void open(Bytes file) {
        bytes = file;
        windowAt = 0;
        filled = 0;
        bytesRead = 0;
        records = 0;
        jumpsBack = 0;
        nextAt = 0;
    }

    /** Goes to the next record; false at the end of the file. */
    boolean next() throws IOException {
        while (readOne()) {
            if (type == 'p') {
                follow();
            } else if (type != 'w') {
                return true;
            }
        }
        return false;
    }

    private boolean readOne() throws IOException {
        if (++records > MAX_RECORDS) {
            throw new DamagedQueueFile("too many records");
        }
        recordAt = nextAt;
        if (!has(recordAt, 1)) {
            return false;
        }
        type = window[(int) (recordAt - windowAt)];
        if (type <= ' ') {
            throw new DamagedQueueFile("not a record");
        }
        long payloadAt = readLength(recordAt + 1);
        if (length > MAX_LENGTH) {
            throw new DamagedQueueFile("a record is too long");
        }
        need(payloadAt, length);
        start = (int) (payloadAt - windowAt);
        nextAt = payloadAt + length;
        return true;
    }

    /** Sets {@link #length}; returns the place behind it. */
    private long readLength(long from) throws IOException {
        long at = from;
        length = 0;
        for (int shift = 0; shift < LENGTH_BITS; shift += 7) {
            need(at, 1);
            byte b = window[(int) (at++ - windowAt)];
            length |= (b & 0x7F) << shift;
            if (b >= 0) {
                return at;
            }
        }
        throw new DamagedQueueFile("a record is too long");
    }

    private void follow() throws IOException {
        long to = number(0);
        if (to < 0) {
            throw new DamagedQueueFile("a pointer leads nowhere");
        }
        if (to > 0) {
            goTo(to);
        }
    }

    /** Goes on reading at a place in the file. */
    void goTo(long place) throws IOException {
        if (place <= recordAt && ++jumpsBack > MAX_JUMPS_BACK) {
            throw new DamagedQueueFile("pointers lead in a circle");
        }
        nextAt = place;
    }

    /** Tells whether an empty record of a type stands at a place in the file. */
    boolean standsAt(long place, char marker) throws IOException {
        return place > recordAt
                && has(place, 2)
                && window[(int) (place - windowAt)] == marker
                && window[(int) (place - windowAt) + 1] == 0;
    }

    private void need(long from, int count) throws IOException {
        if (!has(from, count)) {
            throw new DamagedQueueFile("cut short");
        }
    }

    private boolean has(long from, int count) throws IOException {
        if (from >= windowAt && from + count <= windowAt + filled) {
            return true;
        }
        fill(from, Math.max(count, bytesRead == 0 ? FIRST_READ : LATER_READ), count);
        return filled >= count;
    }

    private void fill(long from, int wanted, int needed) throws IOException {
        windowAt = from;
        filled = 0;
        buffer.clear().limit(wanted);
        while (filled < needed) {
            int got = bytes.read(buffer, from + filled);
            if (got <= 0) {
                break;
            }
            filled += got;
        }
        bytesRead += Math.max(filled, 1);
        if (bytesRead > MAX_BYTES) {
            throw new DamagedQueueFile("too many bytes");
        }
    }

    char type() {
        return (char) type;
    }

    int length() {
        return length;
    }

    /** Where the file goes on behind this record. */
    long nextAt() {
        return nextAt;
    }

    String text() {
        return text(0);
    }

    /** The payload behind a number of bytes, without line ends and bounded in length. */
    private String text(int skipped) {
        int bounded = Math.min(length - skipped, MAX_TEXT);
        String text = new String(window, start + skipped, bounded, StandardCharsets.UTF_8);
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : text.replace('\n', '?').replace('\r', '?');
    }

    /** The first byte of the payload; 0 where it is empty. */
    char initial() {
        return length == 0 ? 0 : (char) window[start];
    }

    /** Tells whether the payload is {@code name=...}. */
    boolean names(byte[] name) {
        if (length <= name.length || window[start + name.length] != '=') {
            return false;
        }
        for (int i = name.length - 1; i >= 0; i--) {
            if (window[start + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    /** What stands behind {@code name=}. */
    String valueOf(byte[] name) {
        return text(name.length + 1);
    }

    /**
     * The n-th number of the payload, counted from 0; -1 where there is none, or none below 10^15.
     */
    long number(int index) {
        int at = start;
        int end = start + length;
        for (int field = 0; ; field++) {
            while (at < end && window[at] == ' ') {
                at++;
            }
            int from = at;
            long value = 0;
            while (at < end && window[at] >= '0' && window[at] <= '9' && at - from < 15) {
                value = value * 10 + window[at++] - '0';
            }
            if (at == from || (at < end && window[at] != ' ')) {
                return -1;
            }
            if (field == index) {
                return value;
            }
        }
    }

    /** Hands the payload on as a line or a piece of one. */
    void giveTo(Lines lines, boolean ends) {
        lines.line(window, start, length, ends);
    }

    /** Copies as much of the payload as there is room for; returns how much. */
    int copyTo(byte[] target, int at) {
        int count = Math.min(length, target.length - at);
        System.arraycopy(window, start, target, at, count);
        return count;
    }
}
