// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import argine.mail.Plural;
import argine.server.log.JournalEntry.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The journal of systemd, written out by {@code journalctl}, as the lines a syslog daemon would
 * have written: {@code 2026-11-24T08:06:00.876535Z HOST TAG[PID]: MESSAGE}.
 *
 * <p>Line N is entry N, whatever is in the entry: a line break in a message is a space here. Who
 * only claims to be a mail server gets another tag, see {@link JournalWriters}. What is wrong with
 * the journal as a whole is told in sentences when its end has been reached.
 */
public final class Journal extends InputStream {
    private static final int BUFFER = 1 << 18;
    private static final int LONGEST_LINE = JournalEntry.MAX_VALUE + 1024;
    private static final int MAX_HOST = 255;
    private static final int SECONDS_LENGTH = 19;
    private static final long SECOND = 1_000_000L;
    private static final int TIME_DIGITS = 16;
    private static final int PID_DIGITS = 10;
    private static final String NOT_KNOWN = "-";

    /** The time of an entry, in its cursor: microseconds since 1970 in hexadecimal. */
    private static final Pattern TIME_OF_CURSOR = Pattern.compile(";t=([0-9a-f]{1,15})(?:;|$)");

    private final InputStream in;
    private final JournalReader reader;
    private final JournalEntry entry = new JournalEntry();
    private final JournalWriters writers = new JournalWriters();
    private final Interned<String> hosts = new Interned<>(6, name -> word(name, MAX_HOST));
    private final Consumer<String> trouble;
    private final byte[] lines = new byte[BUFFER];
    private byte[] secondText = new byte[0];
    private long second = Long.MIN_VALUE;
    private int at;
    private int limit;
    private boolean ended;
    private String cursor = "";
    private Optional<String> last = Optional.empty();
    private long lastTime = Long.MAX_VALUE;
    private List<IOException> damage = List.of();

    private Journal(InputStream in, JournalReader reader, Consumer<String> trouble) {
        this.in = in;
        this.reader = reader;
        this.trouble = trouble;
    }

    /** The journal in its export form, while it is written. */
    public static Journal export(InputStream in, Consumer<String> trouble) {
        return new Journal(in, new JournalReader.Export(in), trouble);
    }

    /** Ends behind the entry at a cursor, or before the first one that is later. */
    public void endBehind(String cursorOfLast) {
        last = Optional.of(cursorOfLast);
        Matcher time = TIME_OF_CURSOR.matcher(cursorOfLast);
        lastTime = time.find() ? Long.parseUnsignedLong(time.group(1), 16) : Long.MAX_VALUE;
    }

    /** Where the last entry that was read stands, once all bytes that were read are taken. */
    public String cursor() {
        return cursor;
    }

    /** Not 0 when there is something to read without waiting. */
    @Override
    public int available() throws IOException {
        return at < limit ? limit - at : !ended && reader.isReady() ? 1 : 0;
    }

    /** Returns a journal as lines, and anything else as it is. */
    static InputStream unwrap(PushbackInputStream in, Consumer<String> trouble) throws IOException {
        byte[] head = Unpacked.head(in);
        int from = 0;
        while (from < head.length && (head[from] & 0xFF) <= ' ') {
            from++;
        }
        if (from < head.length && head[from] == '{') {
            return new Journal(in, new JournalJson(in), trouble);
        }
        return isField(head, from) ? new Journal(in, new JournalReader.Export(in), trouble) : in;
    }

    /** {@code __CURSOR=}: a log line has neither underscores nor capitals only. */
    private static boolean isField(byte[] head, int from) {
        int at = from;
        while (at < head.length && isFieldLetter(head[at])) {
            at++;
        }
        return at > from && at < head.length && head[at] == '=';
    }

    private static boolean isFieldLetter(byte b) {
        return (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_';
    }

    @Override
    public int read() throws IOException {
        return at < limit || fill() ? lines[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        if (at == limit && !fill()) {
            return -1;
        }
        int length = Math.min(len, limit - at);
        System.arraycopy(lines, at, b, off, length);
        at += length;
        return length;
    }

    /** Writes the next lines. Those before a damage are handed on before it is told. */
    private boolean fill() throws IOException {
        at = 0;
        limit = 0;
        try {
            while (!ended && limit <= BUFFER - LONGEST_LINE && (limit == 0 || reader.isReady())) {
                if (reader.next(entry) && entry.number(Field.RECEIVED, TIME_DIGITS) <= lastTime) {
                    line();
                    mark();
                } else {
                    end();
                }
            }
        } catch (IOException e) {
            end();
            damage = List.of(e);
        }
        if (limit == 0 && !damage.isEmpty()) {
            throw new IOException(damage.getFirst().getMessage(), damage.getFirst());
        }
        return limit > 0;
    }

    private void mark() {
        cursor = new String(entry.bytes(Field.CURSOR), 0, entry.length(Field.CURSOR), US_ASCII);
        ended |= last.isPresent() && last.get().equals(cursor);
    }

    private void end() {
        ended = true;
        tell();
    }

    private void tell() {
        writers.untrusted().forEach(trouble);
        if (reader.damaged() > 0) {
            trouble.accept(counted(reader.damaged()) + " damaged or cut short");
        }
        if (reader.withoutMessage() > 0) {
            trouble.accept(
                    counted(reader.withoutMessage())
                            + " without a message, because it was long: use journalctl --all");
        }
    }

    private static String counted(long entries) {
        return Plural.of(entries, "journal entry is", "journal entries are");
    }

    private void line() {
        time(entry.has(Field.WRITTEN) ? Field.WRITTEN : Field.RECEIVED);
        put(' ');
        put(entry.has(Field.HOST) ? entry.value(Field.HOST, hosts) : NOT_KNOWN);
        put(' ');
        put(writers.tag(entry));
        process(entry.has(Field.SAID_PID) ? Field.SAID_PID : Field.PID);
        put(':');
        put(' ');
        message();
        put('\n');
    }

    private void time(Field field) {
        long micros = entry.number(field, TIME_DIGITS);
        if (micros < 0) {
            put(NOT_KNOWN);
            return;
        }
        if (micros / SECOND != second) {
            second = micros / SECOND;
            // Its text leaves out a zero second; what is cut off below is a second too many.
            LocalDateTime utc = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
            secondText = (utc + ":00").getBytes(StandardCharsets.US_ASCII);
        }
        System.arraycopy(secondText, 0, lines, limit, SECONDS_LENGTH);
        limit += SECONDS_LENGTH;
        put('.');
        for (long unit = SECOND / 10; unit > 0; unit /= 10) {
            put((char) ('0' + micros / unit % 10));
        }
        put('Z');
    }

    private void process(Field field) {
        if (entry.number(field, PID_DIGITS) >= 0) {
            put('[');
            put(entry.bytes(field), entry.length(field));
            put(']');
        }
    }

    private void message() {
        int from = limit;
        put(entry.bytes(Field.MESSAGE), entry.length(Field.MESSAGE));
        for (int i = from; i < limit; i++) {
            if (lines[i] == '\n' || lines[i] == '\r') {
                lines[i] = ' ';
            }
        }
    }

    private void put(char c) {
        lines[limit++] = (byte) c;
    }

    private void put(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
    }

    private void put(byte[] bytes, int length) {
        System.arraycopy(bytes, 0, lines, limit, length);
        limit += length;
    }

    /** Returns a name as one word in which nothing can be taken for the end of it. */
    static String word(String name, int longest) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < Math.min(name.length(), longest); i++) {
            char c = name.charAt(i);
            word.append(c <= ' ' || c > '~' || "[]():".indexOf(c) >= 0 ? '_' : c);
        }
        return word.isEmpty() ? "-" : word.toString();
    }

    @Override
    public void close() throws IOException {
        ended = true;
        in.close();
    }
}
