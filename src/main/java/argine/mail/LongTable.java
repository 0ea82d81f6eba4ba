// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A map from fingerprints of 64 bits, for what is asked at every line: open trails, sessions,
 * inboxes.
 *
 * <p>Open addressing in two flat arrays. A key is compared where it lies; a hash map has a node and
 * a key object to follow for each, and on a log of millions of lines these memory accesses are most
 * of the time behind the reader.
 */
public final class LongTable<V> {
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    /** A key of 0 is kept as this, so that 0 can mark a free place. */
    private static final long ZERO = 0x5851_F42D_4C95_7F2DL;

    private long[] keys = new long[256];
    private @Nullable Object[] values = new Object[256];
    private int size;

    public @Nullable V get(long key) {
        return value(slot(placed(key)));
    }

    /** Puts a value in and returns the one that was there before. */
    public @Nullable V put(long key, V value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        long placed = placed(key);
        int slot = slot(placed);
        V before = value(slot);
        size += before == null ? 1 : 0;
        keys[slot] = placed;
        values[slot] = value;
        return before;
    }

    public @Nullable V remove(long key) {
        int slot = slot(placed(key));
        V removed = value(slot);
        if (removed != null) {
            size--;
            shiftBack(slot);
        }
        return removed;
    }

    public int size() {
        return size;
    }

    /** A key and its value. */
    public record Entry<V>(long key, V value) {}

    /** All keys with their values, in an order that depends on the keys alone. */
    public List<Entry<V>> entries() {
        List<Entry<V>> list = new ArrayList<>(size);
        for (int slot = 0; slot < values.length; slot++) {
            V value = value(slot);
            if (value != null) {
                list.add(new Entry<>(keys[slot], value));
            }
        }
        return list;
    }

    /** All values, in the same order. */
    public List<V> values() {
        List<V> list = new ArrayList<>(size);
        for (int slot = 0; slot < values.length; slot++) {
            V value = value(slot);
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }

    /** Hands on every value; the table must not be changed meanwhile. */
    public void forEach(Consumer<? super V> taker) {
        for (int slot = 0; slot < values.length; slot++) {
            V value = value(slot);
            if (value != null) {
                taker.accept(value);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable V value(int slot) {
        return (V) values[slot];
    }

    private static long placed(long key) {
        return key == 0 ? ZERO : key;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = home(key) & mask;
        for (long other = keys[slot]; other != 0 && other != key; other = keys[slot]) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static int home(long key) {
        return (int) (key * GOLDEN >>> 32);
    }

    private void shiftBack(int freed) {
        int mask = keys.length - 1;
        int gap = freed;
        int i = gap + 1 & mask;
        for (long key = keys[i]; key != 0; key = keys[i]) {
            if ((i - home(key) & mask) >= (i - gap & mask)) {
                keys[gap] = key;
                values[gap] = values[i];
                gap = i;
            }
            i = i + 1 & mask;
        }
        keys[gap] = 0;
        values[gap] = null;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new Object[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
