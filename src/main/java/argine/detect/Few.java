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
    private static final byte[] NO_PLACES = {};

    /** From so many on they are hashed; fewer are looked through faster. */
    private static final int HASHED = 8;

    private final int most;
    private Object[] names = NO_NAMES;
    private long[] counts = NO_COUNTS;
    private int[] hashes = NO_HASHES;

    /** An open hash table of indices, counted from 1; at least half of it is free. */
    private byte[] places = NO_PLACES;

    private int size;
    private long others;

    /** The index of the name that came last, and how often it came since: mostly it comes again. */
    private int latest;

    private long again;

    /** Keeps at most so many names apart, 127 at most. */
    Few(int most) {
        this.most = most;
    }

    void add(T name, long count) {
        if (size > 0 && name.equals(names[latest])) {
            again += count;
        } else {
            addOther(name, count);
        }
    }

    private void addOther(T name, long count) {
        int index = index(name);
        if (index < 0 && size >= most) {
            others += count;
            return;
        }
        if (index < 0) {
            index = size;
            append(name);
        }
        counts[latest] += again;
        latest = index;
        again = count;
    }

    private long countAt(int index) {
        return counts[index] + (index == latest ? again : 0);
    }

    private void append(T name) {
        if (size == names.length) {
            int room = Math.min(most, Math.max(1, size * 2));
            names = Arrays.copyOf(names, room);
            counts = Arrays.copyOf(counts, room);
            hashes = Arrays.copyOf(hashes, room);
        }
        names[size] = name;
        hashes[size] = name.hashCode();
        size++;
        if (size >= HASHED) {
            place();
        }
    }

    private void place() {
        if (places.length < size * 2) {
            places = new byte[Integer.highestOneBit(size) * 4];
            for (int i = 0; i < size; i++) {
                places[freePlace(hashes[i])] = (byte) (i + 1);
            }
        } else {
            places[freePlace(hashes[size - 1])] = (byte) size;
        }
    }

    private int freePlace(int hash) {
        int mask = places.length - 1;
        int place = spread(hash) & mask;
        while (places[place] != 0) {
            place = place + 1 & mask;
        }
        return place;
    }

    private static int spread(int hash) {
        return hash * 0x9E37_79B9 >>> 16;
    }

    private int index(Object name) {
        int hash = name.hashCode();
        return size < HASHED ? last(name, hash) : placed(name, hash);
    }

    private int placed(Object name, int hash) {
        int mask = places.length - 1;
        int place = spread(hash) & mask;
        for (int at = places[place] - 1; at >= 0; at = places[place] - 1) {
            if (hashes[at] == hash && names[at].equals(name)) {
                return at;
            }
            place = place + 1 & mask;
        }
        return -1;
    }

    /** The last are the likeliest. */
    private int last(Object name, int hash) {
        for (int i = size - 1; i >= 0; i--) {
            if (hashes[i] == hash && names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    void addAll(Few<T> other) {
        for (int i = 0; i < other.size; i++) {
            add(other.name(i), other.countAt(i));
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
        return index < 0 ? 0 : countAt(index);
    }

    /** Occurrences of names that were not kept apart. */
    public long others() {
        return others;
    }

    public long total() {
        return others + again + Arrays.stream(counts, 0, size).sum();
    }
}
