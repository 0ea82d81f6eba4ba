// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A map with open addressing, for the two that are asked at every line: open trails and sessions.
 *
 * <p>Keys and values lie in two flat arrays, where a hash map has a node to follow for each; on a
 * log of six million lines that is a fifth of the time behind the reader.
 */
final class Table<K, V> {
    private static final int GOLDEN = 0x9E3779B9;

    private @Nullable Object[] keys = new Object[1024];
    private @Nullable Object[] values = new Object[1024];
    private int size;

    @Nullable V get(K key) {
        return value(slot(key));
    }

    @SuppressWarnings("unchecked")
    private @Nullable V value(int slot) {
        return (V) values[slot];
    }

    void put(K key, V value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int slot = slot(key);
        size += keys[slot] == null ? 1 : 0;
        keys[slot] = key;
        values[slot] = value;
    }

    @Nullable V remove(K key) {
        int slot = slot(key);
        V removed = value(slot);
        if (keys[slot] != null) {
            size--;
            shiftBack(slot);
        }
        return removed;
    }

    int size() {
        return size;
    }

    /** All values, in no order. */
    List<V> values() {
        List<V> list = new ArrayList<>(size);
        for (int slot = 0; slot < values.length; slot++) {
            V value = value(slot);
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }

    private int slot(K key) {
        int mask = keys.length - 1;
        int slot = home(key) & mask;
        for (Object other = keys[slot]; other != null && !other.equals(key); other = keys[slot]) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static int home(Object key) {
        int hash = key.hashCode() * GOLDEN;
        return hash ^ hash >>> 16;
    }

    private void shiftBack(int freed) {
        int mask = keys.length - 1;
        int gap = freed;
        int i = gap + 1 & mask;
        for (Object key = keys[i]; key != null; key = keys[i]) {
            if ((i - home(key) & mask) >= (i - gap & mask)) {
                keys[gap] = key;
                values[gap] = values[i];
                gap = i;
            }
            i = i + 1 & mask;
        }
        keys[gap] = null;
        values[gap] = null;
    }

    private void grow() {
        @Nullable Object[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new Object[oldKeys.length * 2];
        values = new Object[oldKeys.length * 2];
        int mask = keys.length - 1;
        for (int i = 0; i < oldKeys.length; i++) {
            Object key = oldKeys[i];
            if (key != null) {
                int slot = home(key) & mask;
                while (keys[slot] != null) {
                    slot = slot + 1 & mask;
                }
                keys[slot] = key;
                values[slot] = oldValues[i];
            }
        }
    }
}
