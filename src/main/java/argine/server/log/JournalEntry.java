// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One entry of systemd's journal: those of its fields that a log line is made of.
 *
 * <p>One object serves all entries of a stream. Where a field comes twice the first value counts,
 * and a value is cut at a bound; the writer of the entry chooses both.
 */
final class JournalEntry {
    static final int MAX_VALUE = 1 << 16;

    /** A field. Those with a leading underscore are set by journald, the others by the writer. */
    static final class Field {
        static final Field MESSAGE = new Field("MESSAGE", 0);
        static final Field IDENTIFIER = new Field("SYSLOG_IDENTIFIER", 1);
        static final Field SAID_PID = new Field("SYSLOG_PID", 2);
        static final Field PID = new Field("_PID", 3);
        static final Field UID = new Field("_UID", 4);
        static final Field PROGRAM = new Field("_COMM", 5);
        static final Field EXECUTABLE = new Field("_EXE", 6);
        static final Field HOST = new Field("_HOSTNAME", 7);
        static final Field WRITTEN = new Field("_SOURCE_REALTIME_TIMESTAMP", 8);
        static final Field RECEIVED = new Field("__REALTIME_TIMESTAMP", 9);

        static final Field CURSOR = new Field("__CURSOR", 10);

        /** Any other; it is passed over. */
        static final Field OTHER = new Field("", 11);

        private final byte[] key;
        private final int place;

        private Field(String key, int place) {
            this.key = key.getBytes(StandardCharsets.US_ASCII);
            this.place = place;
        }
    }

    static final int MAX_KEY = 64;

    private static final List<Field> FIELDS =
            List.of(
                    Field.MESSAGE,
                    Field.IDENTIFIER,
                    Field.SAID_PID,
                    Field.PID,
                    Field.UID,
                    Field.PROGRAM,
                    Field.EXECUTABLE,
                    Field.HOST,
                    Field.WRITTEN,
                    Field.RECEIVED,
                    Field.CURSOR);
    private static final Field[][] BY_LENGTH = byLength();
    private static final int ABSENT = -1;
    private static final int FIRST_SIZE = 256;

    private final byte[][] values = new byte[FIELDS.size()][FIRST_SIZE];
    private final int[] lengths = new int[FIELDS.size()];

    private static Field[][] byLength() {
        Field[][] table = new Field[MAX_KEY + 1][];
        for (int i = 0; i <= MAX_KEY; i++) {
            int length = i;
            table[i] = FIELDS.stream().filter(f -> f.key.length == length).toArray(Field[]::new);
        }
        return table;
    }

    /** Returns the field of a name. */
    static Field field(byte[] bytes, int from, int to) {
        if (to - from <= MAX_KEY) {
            for (Field field : BY_LENGTH[to - from]) {
                if (Arrays.equals(bytes, from, to, field.key, 0, field.key.length)) {
                    return field;
                }
            }
        }
        return Field.OTHER;
    }

    void clear() {
        Arrays.fill(lengths, ABSENT);
    }

    /** Begins a value; returns the field to add it to, which is OTHER when it has one already. */
    Field begin(Field field) {
        if (field == Field.OTHER || has(field)) {
            return Field.OTHER;
        }
        lengths[field.place] = 0;
        return field;
    }

    void add(Field field, byte[] bytes, int from, int to) {
        if (field == Field.OTHER) {
            return;
        }
        int at = field.place;
        int length = Math.min(to - from, MAX_VALUE - lengths[at]);
        if (lengths[at] + length > values[at].length) {
            values[at] = Arrays.copyOf(values[at], Math.min(MAX_VALUE, 2 * (lengths[at] + length)));
        }
        System.arraycopy(bytes, from, values[at], lengths[at], length);
        lengths[at] += length;
    }

    boolean has(Field field) {
        return lengths[field.place] != ABSENT;
    }

    byte[] bytes(Field field) {
        return values[field.place];
    }

    /** Returns how long a value is, 0 when absent. */
    int length(Field field) {
        return Math.max(0, lengths[field.place]);
    }

    /** Returns a value that is a plain number of up to {@code digits} digits, or -1. */
    long number(Field field, int digits) {
        int length = length(field);
        byte[] bytes = bytes(field);
        long number = length == 0 || length > digits ? -1 : 0;
        for (int i = 0; i < length && number >= 0; i++) {
            int digit = bytes[i] - '0';
            number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
        }
        return number;
    }

    /** Returns a value through a table of those seen before. */
    <T> T value(Field field, Interned<T> known) {
        return known.get(bytes(field), 0, length(field));
    }
}
