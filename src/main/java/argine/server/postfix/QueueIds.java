// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.mail.QueueId;
import argine.server.log.Entry;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads queue IDs, and remembers the last ones by their bytes: the same bytes need not be looked at
 * letter by letter again.
 *
 * <p>Almost every line of Postfix begins with one. Those of up to 16 bytes, as Postfix makes them,
 * are kept in a direct-mapped table of fixed size as two longs, whose unused bytes are zero. Used
 * by one thread.
 */
final class QueueIds {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int PLACES = 1 << 10;
    private static final int KEPT = 16;
    private static final int MIN_LENGTH = 5;
    private static final int MAX_LENGTH = 32;

    private final long[] keys = new long[2 * PLACES];
    private final @Nullable Optional<QueueId>[] ids;

    @SuppressWarnings("unchecked")
    QueueIds() {
        ids = (Optional<QueueId>[]) new Optional<?>[PLACES];
    }

    /** Reads {@code ID: } at the cursor and steps over it; words such as NOQUEUE are not IDs. */
    Optional<QueueId> head(Entry entry) {
        byte[] bytes = entry.bytes();
        int from = entry.position();
        int to = entry.find(from, from + MAX_LENGTH, ':');
        boolean ends = to + 1 < entry.end() && bytes[to] == ':' && bytes[to + 1] == ' ';
        if (!ends || to - from < MIN_LENGTH || to - from >= MAX_LENGTH) {
            return Optional.empty();
        }
        Optional<QueueId> id = get(bytes, from, to, false);
        if (id.isPresent()) {
            entry.position(to + 2);
        }
        return id;
    }

    /** Reads an ID that is a value and not the head of the line, such as {@code orig_queue_id=}. */
    Optional<QueueId> bare(Entry entry) {
        byte[] bytes = entry.bytes();
        int from = entry.position();
        int to = from;
        while (to < entry.end() && to - from < MAX_LENGTH && isOfId(bytes[to])) {
            to++;
        }
        entry.position(to);
        return to - from < MIN_LENGTH ? Optional.empty() : get(bytes, from, to, true);
    }

    private Optional<QueueId> get(byte[] bytes, int from, int to, boolean anyLetters) {
        if (to - from > KEPT || from + KEPT > bytes.length) {
            return anyLetters || isHead(bytes, from, to) ? read(bytes, from, to) : Optional.empty();
        }
        long head = (long) LONG.get(bytes, from) & mask(to - from);
        long tail = (long) LONG.get(bytes, from + 8) & mask(to - from - 8);
        int place = place(head, tail);
        Optional<QueueId> known = ids[place];
        if (known != null && keys[2 * place] == head && keys[2 * place + 1] == tail) {
            return known;
        }
        if (!isHead(bytes, from, to)) {
            return anyLetters ? read(bytes, from, to) : Optional.empty();
        }
        Optional<QueueId> id = read(bytes, from, to);
        keys[2 * place] = head;
        keys[2 * place + 1] = tail;
        ids[place] = id;
        return id;
    }

    private static Optional<QueueId> read(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        return QueueId.isQueueId(text) ? Optional.of(new QueueId(text)) : Optional.empty();
    }

    private static int place(long head, long tail) {
        long hash = (head * MULTIPLIER ^ tail) * MULTIPLIER;
        return (int) (hash >>> 40) & PLACES - 1;
    }

    /** Ones where the first bytes of a long are; none of them when there are less than one. */
    private static long mask(int length) {
        return length >= 8 ? -1 : length <= 0 ? 0 : (1L << 8 * length) - 1;
    }

    /** Whether a word is an ID at the head of a line: one of letters only is of A to F. */
    private static boolean isHead(byte[] bytes, int from, int to) {
        boolean digit = false;
        boolean hexadecimal = true;
        for (int i = from; i < to; i++) {
            if (!isOfId(bytes[i])) {
                return false;
            }
            digit |= bytes[i] <= '9';
            hexadecimal &= bytes[i] >= 'A' && bytes[i] <= 'F';
        }
        return digit || hexadecimal;
    }

    private static boolean isOfId(byte b) {
        return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
    }
}
