// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts names of which there are usually few, and keeps only so many apart; the rest is counted
 * together.
 */
public final class Few<T> {
    private static final Object[] NO_NAMES = {};
    private static final long[] NO_COUNTS = {};
    private static final int[] NO_HASHES = {};

    private final int most;
    private Object[] names = NO_NAMES;
    private long[] counts = NO_COUNTS;
    private int[] hashes = NO_HASHES;
    private int size;
    private long others;

    Few(int most) {
        this.most = most;
    }

    void add(T name, long count) {
        int index = index(name);
        if (index >= 0) {
            counts[index] += count;
        } else if (size >= most) {
            others += count;
        } else {
            append(name, count);
        }
    }

    private void append(T name, long count) {
        if (size == names.length) {
            int room = Math.min(most, Math.max(1, size * 2));
            names = Arrays.copyOf(names, room);
            counts = Arrays.copyOf(counts, room);
            hashes = Arrays.copyOf(hashes, room);
        }
        names[size] = name;
        hashes[size] = name.hashCode();
        counts[size++] = count;
    }

    /** Few are looked through faster than hashed; the last are the likeliest. */
    private int index(Object name) {
        int hash = name.hashCode();
        for (int i = size - 1; i >= 0; i--) {
            if (hashes[i] == hash && names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    void addAll(Few<T> other) {
        for (int i = 0; i < other.size; i++) {
            add(other.name(i), other.counts[i]);
        }
        others += other.others;
    }

    @SuppressWarnings("unchecked")
    private T name(int index) {
        return (T) names[index];
    }

    /** The names that are kept apart, in the order in which they came. */
    public List<T> names() {
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(name(i));
        }
        return list;
    }

    public boolean has(T name) {
        return index(name) >= 0;
    }

    public long count(T name) {
        int index = index(name);
        return index < 0 ? 0 : counts[index];
    }

    /** Occurrences of names that were not kept apart. */
    public long others() {
        return others;
    }

    public long total() {
        return others + Arrays.stream(counts, 0, size).sum();
    }
}
