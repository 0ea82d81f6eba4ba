// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import com.dynatrace.hash4j.hashing.Hasher64;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A part of all subjects, under one lock: a table of tallies with open addressing.
 *
 * <p>Whoever needs several stripes locks them in the order of their numbers.
 */
final class Stripe {
    final ReentrantLock lock = new ReentrantLock();

    /** The last change that this stripe took part in; a snapshot says it, so none is done twice. */
    long lastChange;

    private final Hasher64 hasher;
    private @Nullable Tally[] table = new Tally[16];
    private int size;

    Stripe(Hasher64 hasher) {
        this.hasher = hasher;
    }

    @Nullable Tally find(byte[] name, long hash) {
        return table[slot(table, name, hash)];
    }

    Tally findOrAdd(byte[] name, long hash) {
        if (size * 4 >= table.length * 3) {
            rebuild(table.length * 2, _ -> true);
        }
        int slot = slot(table, name, hash);
        Tally tally = table[slot];
        if (tally == null) {
            tally = new Tally(name);
            table[slot] = tally;
            size++;
        }
        return tally;
    }

    int size() {
        return size;
    }

    /** Keeps only some. */
    void retain(Predicate<Tally> wanted) {
        rebuild(table.length, wanted);
    }

    List<Tally> tallies() {
        List<Tally> all = new ArrayList<>(size);
        for (Tally tally : table) {
            if (tally != null) {
                all.add(tally);
            }
        }
        return all;
    }

    private void rebuild(int length, Predicate<Tally> wanted) {
        @Nullable Tally[] bigger = new Tally[length];
        size = 0;
        for (Tally tally : table) {
            if (tally != null && wanted.test(tally)) {
                bigger[slot(bigger, tally.name, hasher.hashBytesToLong(tally.name))] = tally;
                size++;
            }
        }
        table = bigger;
    }

    private static int slot(@Nullable Tally[] table, byte[] name, long hash) {
        int mask = table.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        for (Tally at = table[slot];
                at != null && !Arrays.equals(at.name, name);
                at = table[slot]) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
