// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.List;
import java.util.function.Supplier;

/** All tallies, spread over stripes by a hash that nobody outside can foresee. */
final class Stripes {
    static final int COUNT = 256;

    private final long seed;
    private final Hasher64 hasher;
    private final Stripe[] stripes = new Stripe[COUNT];

    Stripes(long seed) {
        this.seed = seed;
        this.hasher = Hashing.komihash5_0(seed);
        for (int i = 0; i < COUNT; i++) {
            stripes[i] = new Stripe(hasher);
        }
    }

    long seed() {
        return seed;
    }

    long hash(byte[] name) {
        return hasher.hashBytesToLong(name);
    }

    /** Never 0, which marks a free place. */
    int element(String text) {
        int element = (int) (hasher.hashCharsToLong(text) >>> 32);
        return element == 0 ? 1 : element;
    }

    Stripe of(long hash) {
        return stripes[indexOf(hash)];
    }

    private static int indexOf(long hash) {
        return (int) hash & COUNT - 1;
    }

    Stripe at(int index) {
        return stripes[index];
    }

    /** Does something while the stripes of some hashes are locked, lowest number first. */
    <T> T locked(long[] hashes, Supplier<T> action) {
        long[] wanted = new long[COUNT / Long.SIZE];
        for (long hash : hashes) {
            wanted[indexOf(hash) / Long.SIZE] |= 1L << indexOf(hash);
        }
        lock(wanted);
        try {
            return action.get();
        } finally {
            unlock(wanted);
        }
    }

    private void lock(long[] wanted) {
        for (int word = 0; word < wanted.length; word++) {
            for (long left = wanted[word]; left != 0; left &= left - 1) {
                first(word, left).lock.lock();
            }
        }
    }

    private void unlock(long[] wanted) {
        for (int word = 0; word < wanted.length; word++) {
            for (long left = wanted[word]; left != 0; left &= left - 1) {
                first(word, left).lock.unlock();
            }
        }
    }

    private Stripe first(int word, long left) {
        return stripes[word * Long.SIZE + Long.numberOfTrailingZeros(left)];
    }

    /** Marks the stripes of some hashes as having taken part in a change. */
    void changed(long[] hashes, long change) {
        for (long hash : hashes) {
            of(hash).lastChange = change;
        }
    }

    /** All stripes, for one at a time under its lock. */
    List<Stripe> all() {
        return List.of(stripes);
    }

    long size() {
        long size = 0;
        for (Stripe stripe : stripes) {
            stripe.lock.lock();
            try {
                size += stripe.size();
            } finally {
                stripe.lock.unlock();
            }
        }
        return size;
    }
}
