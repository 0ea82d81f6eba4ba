// SPDX-License-Identifier: Apache-2.0
package argine.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns a run of bytes into a value, and remembers the last ones: the same names come again and
 * again in a log.
 *
 * <p>A direct-mapped table of fixed size, so a stranger who sends ever new names only makes it
 * slower, never bigger. Used by one thread.
 */
public final class Interned<T> {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int MAX_REMEMBERED = 256;

    private static final class Entry<T> {
        private final long hash;
        private final byte[] key;
        private final T value;

        private Entry(long hash, byte[] key, T value) {
            this.hash = hash;
            this.key = key;
            this.value = value;
        }
    }

    private final @Nullable Entry<T>[] table;
    private final Function<String, T> maker;

    /** Remembers up to {@code 2^bits} values. */
    @SuppressWarnings("unchecked")
    public Interned(int bits, Function<String, T> maker) {
        this.table = (Entry<T>[]) new Entry<?>[1 << bits];
        this.maker = maker;
    }

    public T get(byte[] bytes, int from, int to) {
        long hash = hash(bytes, from, to);
        int slot = (int) (hash >>> 40) & (table.length - 1);
        Entry<T> entry = table[slot];
        if (entry != null
                && entry.hash == hash
                && Arrays.equals(entry.key, 0, entry.key.length, bytes, from, to)) {
            return entry.value;
        }
        T value = maker.apply(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        if (to - from <= MAX_REMEMBERED) {
            table[slot] = new Entry<>(hash, Arrays.copyOfRange(bytes, from, to), value);
        }
        return value;
    }

    private static long hash(byte[] bytes, int from, int to) {
        int length = to - from;
        long hash = length;
        if (length >= 8) {
            long head = (long) LONG.get(bytes, from);
            long middle = (long) LONG.get(bytes, from + (length - 8) / 2);
            long tail = (long) LONG.get(bytes, to - 8);
            hash += (head * MULTIPLIER ^ middle) * MULTIPLIER ^ tail;
        } else {
            for (int i = from; i < to; i++) {
                hash = hash << 8 ^ bytes[i];
            }
        }
        hash *= MULTIPLIER;
        return (hash ^ hash >>> 29) * MULTIPLIER;
    }
}
