// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.Block;
import argine.mail.MailEvent;
import argine.server.Pieces.Piece;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads all lines of one piece into events. */
final class PieceReader {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0A0A_0A0A_0A0A_0A0AL;
    private static final long LOW = 0x7F7F_7F7F_7F7F_7F7FL;
    private static final int USUAL_EVENTS = 2048;

    private final LineReader lines;
    private final long since;
    private final long until;
    private final List<MailEvent> events = new ArrayList<>(USUAL_EVENTS);
    private final Consumer<MailEvent> sink = events::add;
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;
    private long otherPrograms;
    private long unread;

    PieceReader(LineReader lines, long since, long until) {
        this.lines = lines;
        this.since = since;
        this.until = until;
    }

    InOrder.Parsed read(Piece piece) {
        byte[] bytes = piece.bytes();
        int length = piece.length();
        Block block = FileLog.block(piece);
        int count = 0;
        int start = startsWithMark(piece) ? 3 : 0;
        while (start < length) {
            int end = lineEnd(bytes, start, length);
            if (end > start) {
                one(block, bytes, count, start, end);
            }
            count++;
            start = end + 1;
        }
        return new InOrder.Parsed(piece, block, events, count, unread, otherPrograms, from, to);
    }

    /** The byte order mark that Windows programs put before UTF-8. */
    private static boolean startsWithMark(Piece piece) {
        byte[] b = piece.bytes();
        return piece.first()
                && piece.length() > 3
                && b[0] == (byte) 0xEF
                && b[1] == (byte) 0xBB
                && b[2] == (byte) 0xBF;
    }

    private void one(Block block, byte[] bytes, int index, int start, int end) {
        int before = events.size();
        LineReader.Outcome outcome = lines.read(block, bytes, index, start, end, sink);
        switch (outcome) {
            case UNREAD -> unread++;
            case OTHER_PROGRAM -> otherPrograms++;
            case READ -> {
                long micros = lines.micros();
                if (micros < since || micros >= until) {
                    events.subList(before, events.size()).clear();
                } else {
                    from = Math.min(from, micros);
                    to = Math.max(to, micros);
                }
            }
        }
    }

    /** Looks at eight bytes at a time: where one is a line end, its high bit comes out set. */
    static int lineEnd(byte[] bytes, int start, int length) {
        int i = start;
        for (; i + 8 <= length; i += 8) {
            long x = (long) LONG.get(bytes, i) ^ NEWLINES;
            long found = ~((x & LOW) + LOW | x | LOW);
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        while (i < length && bytes[i] != '\n') {
            i++;
        }
        return i;
    }
}
