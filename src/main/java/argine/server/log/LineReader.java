// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.mail.Block;
import argine.mail.MailEvent;
import java.util.function.Consumer;

/**
 * Reads the lines of one piece of a syslog-like file: time, host and program first, then the
 * message by the program's own reader.
 *
 * <p>Understands {@code TIME HOST PROGRAM[PID]: message} and Dovecot's own log file, {@code TIME
 * service: Info: message}. One instance serves one thread.
 */
public final class LineReader {
    private static final int MAX_TAG = 64;
    private static final int MAX_HOST = 255;

    /** What became of a line. */
    public enum Outcome {
        READ,
        OTHER_PROGRAM,
        UNREAD
    }

    private final Entry entry = new Entry();
    private final Interned<String> hosts = new Interned<>(4, text -> text);
    private final Interned<MessageReader> readers;
    private final MessageReader.Directory directory;
    private final Stamp stamp;
    private final Shapes shapes;

    /** Where the last line's message began: what an unread line is counted by. */
    private int messageStart;

    public LineReader(MessageReader.Directory directory, Stamp stamp, Shapes shapes) {
        this.directory = directory;
        this.readers = new Interned<>(7, directory::forProgram);
        this.stamp = stamp;
        this.shapes = shapes;
    }

    /** The time of the last line that had one, or {@link Stamp#NONE}. */
    long micros() {
        return entry.micros();
    }

    public Outcome read(
            Block block, byte[] bytes, int index, int start, int end, Consumer<MailEvent> sink) {
        int last = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
        Outcome outcome = line(block, bytes, index, start, last, sink);
        if (outcome == Outcome.UNREAD) {
            shapes.count(bytes, messageStart, last);
        }
        return outcome;
    }

    private Outcome line(
            Block block, byte[] bytes, int index, int start, int end, Consumer<MailEvent> sink) {
        messageStart = start;
        entry.line(block, bytes, index, start, end);
        int from = start;
        if (from < end && bytes[from] == '<') {
            from = afterPriority(bytes, from, end);
        }
        long micros = stamp.read(bytes, from, end);
        if (micros == Stamp.NONE) {
            return Outcome.UNREAD;
        }
        entry.header(micros, "", 0);
        int at = stamp.end();
        if (at >= end || bytes[at] != ' ') {
            return Outcome.UNREAD;
        }
        return afterStamp(bytes, at + 1, end, sink);
    }

    /** Steps over the {@code <22>} that some collectors keep. */
    private static int afterPriority(byte[] bytes, int from, int end) {
        int at = from + 1;
        while (at < end && at < from + 5 && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at < end && bytes[at] == '>' ? at + 1 : from;
    }

    private Outcome afterStamp(byte[] bytes, int from, int end, Consumer<MailEvent> sink) {
        int at = Literal.findAny(bytes, from, end, ' ', '(', '(');
        boolean hostless = at > from && (bytes[at - 1] == ':' || at < end && bytes[at] == '(');
        if (hostless) {
            entry.position(from);
            return dovecotFile(sink);
        }
        int tag = Math.min(at + 1, end);
        String host = hosts.get(bytes, from, Math.min(at, from + MAX_HOST));
        int tagEnd = tagEnd(bytes, tag, end);
        return message(bytes, host, tag, tagEnd, sink);
    }

    private static int tagEnd(byte[] bytes, int from, int end) {
        return Literal.findAny(bytes, from, Math.min(end, from + MAX_TAG), '[', ':', ' ');
    }

    private Outcome message(
            byte[] bytes, String host, int tag, int tagEnd, Consumer<MailEvent> sink) {
        entry.position(tagEnd);
        int process = 0;
        if (entry.peek() == '[') {
            entry.position(tagEnd + 1);
            process = (int) Math.max(0, entry.number());
            entry.position(entry.peek() == ']' ? entry.position() + 1 : entry.until(' '));
        }
        if (entry.peek() == ':') {
            entry.position(entry.position() + 1);
        }
        if (entry.peek() == ' ') {
            entry.position(entry.position() + 1);
        }
        messageStart = entry.position();
        entry.header(entry.micros(), host, process);
        MessageReader reader = readers.get(bytes, tag, tagEnd);
        if (reader.equals(MessageReader.NOT_MAIL) || reader.isForeign(entry)) {
            return Outcome.OTHER_PROGRAM;
        }
        return reader.read(entry, sink) ? Outcome.READ : Outcome.UNREAD;
    }

    /** {@code Nov 24 07:30:20 auth: Info: ...}: Dovecot writes neither host nor program. */
    private Outcome dovecotFile(Consumer<MailEvent> sink) {
        messageStart = entry.position();
        MessageReader reader = directory.forProgram("dovecot");
        return reader.read(entry, sink) ? Outcome.READ : Outcome.UNREAD;
    }
}
