// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.mail.Block;
import argine.mail.MailEvent;
import argine.server.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads all lines of one piece of a syslog-like file into events. */
final class PieceReader implements Format.Parsed {
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

    static int lineEnd(byte[] bytes, int start, int length) {
        return Literal.find(bytes, start, length, '\n');
    }
}
