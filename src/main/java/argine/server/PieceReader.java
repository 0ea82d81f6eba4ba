// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.Block;
import argine.mail.MailEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads all lines of one piece of a syslog-like file into events. */
final class PieceReader implements Format.Parsed {
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
    private int count;

    PieceReader(LineReader lines, long since, long until) {
        this.lines = lines;
        this.since = since;
        this.until = until;
    }

    PieceReader read(Block block, Format.Text text) {
        byte[] bytes = text.bytes();
        int start = text.start();
        while (start < text.length()) {
            int end = lineEnd(bytes, start, text.length());
            if (end > start) {
                one(block, bytes, count, start, end);
            }
            count++;
            start = end + 1;
        }
        return this;
    }

    @Override
    public void handOn(Log.Sink out) {
        for (MailEvent event : events) {
            out.event(event);
        }
    }

    @Override
    public int lines() {
        return count;
    }

    @Override
    public long unread() {
        return unread;
    }

    @Override
    public long otherPrograms() {
        return otherPrograms;
    }

    @Override
    public long from() {
        return from;
    }

    @Override
    public long to() {
        return to;
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
