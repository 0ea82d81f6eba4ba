// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Turns a run of bytes into a value, and remembers the last ones: the same names come again and
 * again in a log.
 *
 * <p>A direct-mapped table of fixed size, so a stranger who sends ever new names only makes it
 * slower, never bigger. It lies flat, bytes beside bytes, because waiting for memory is most of
 * what it costs: where a value's bytes are is known before anything has been read. Used by one
 * thread.
 */
public final class Interned<T> {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int MAX_REMEMBERED = 64;
    private static final long LENGTH = 0x7F;

    /** Of each place: the upper bits of the hash and, below, the length and one; 0 when free. */
    private final long[] tags;

    private final byte[] keys;
    private final Object[] values;
    private final Function<String, T> maker;

    /** Remembers up to {@code 2^bits} values. */
    public Interned(int bits, Function<String, T> maker) {
        this.tags = new long[1 << bits];
        this.keys = new byte[MAX_REMEMBERED << bits];
        this.values = new Object[1 << bits];
        this.maker = maker;
    }

    @SuppressWarnings("unchecked")
    public T get(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > MAX_REMEMBERED) {
            return make(bytes, from, to);
        }
        long tag = hash(bytes, from, length) & ~LENGTH | length + 1;
        int place = (int) (tag >>> 40) & tags.length - 1;
        if (tags[place] == tag && isAt(place, bytes, from, length)) {
            return (T) values[place];
        }
        T value = make(bytes, from, to);
        tags[place] = tag;
        System.arraycopy(bytes, from, keys, place * MAX_REMEMBERED, length);
        values[place] = value;
        return value;
    }

    private T make(byte[] bytes, int from, int to) {
        return maker.apply(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    private boolean isAt(int place, byte[] bytes, int from, int length) {
        int key = place * MAX_REMEMBERED;
        if (length < 8) {
            return few(keys, key, length) == few(bytes, from, length);
        }
        for (int i = 0; i < length - 8; i += 8) {
            if ((long) LONG.get(keys, key + i) != (long) LONG.get(bytes, from + i)) {
                return false;
            }
        }
        return (long) LONG.get(keys, key + length - 8) == (long) LONG.get(bytes, from + length - 8);
    }

    private static long hash(byte[] bytes, int from, int length) {
        long hash = length;
        if (length >= 8) {
            long head = (long) LONG.get(bytes, from);
            long middle = (long) LONG.get(bytes, from + (length - 8) / 2);
            long tail = (long) LONG.get(bytes, from + length - 8);
            hash += (head * MULTIPLIER ^ middle) * MULTIPLIER ^ tail;
        } else {
            hash += few(bytes, from, length);
        }
        hash *= MULTIPLIER;
        return (hash ^ hash >>> 29) * MULTIPLIER;
    }

    /** Less than eight bytes as one number. */
    private static long few(byte[] bytes, int from, int length) {
        if (from + 8 <= bytes.length) {
            return (long) LONG.get(bytes, from) & (1L << 8 * length) - 1;
        }
        long few = 0;
        for (int i = length - 1; i >= 0; i--) {
            few = few << 8 | bytes[from + i] & 0xFF;
        }
        return few;
    }
}
