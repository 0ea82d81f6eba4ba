// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import org.jspecify.annotations.Nullable;

/**
 * A set of 64-bit fingerprints that counts exactly up to a bound, and within about one percent
 * beyond it.
 *
 * <p>Eight bytes an element, no boxes; a thief's recipients come in hundreds of thousands.
 */
public final class LongSet {
    static final int EXACT = 1 << 21;
    private static final long[] EMPTY = {};
    private static final int PRECISION = 14;

    private long[] table = EMPTY;
    private int size;
    private boolean hasZero;
    private @Nullable UltraLogLog beyond;

    /** Returns whether the element is new; always false once the bound is passed. */
    public boolean add(long element) {
        UltraLogLog estimate = beyond;
        if (estimate != null) {
            estimate.add(element);
            return false;
        }
        if (element == 0) {
            boolean added = !hasZero;
            hasZero = true;
            return added;
        }
        if (size * 4L >= table.length * 3L) {
            grow();
        }
        boolean added = insert(table, element);
        if (added && ++size > EXACT) {
            estimate();
        }
        return added;
    }

    public boolean contains(long element) {
        if (element == 0) {
            return hasZero;
        }
        return table.length > 0 && table[slot(table, element)] == element;
    }

    /** Takes an element out; returns whether it was in. */
    boolean remove(long element) {
        if (element == 0 || !contains(element)) {
            boolean removed = element == 0 && hasZero;
            hasZero &= !removed;
            return removed;
        }
        shiftBack(slot(table, element));
        size--;
        return true;
    }

    /** Closes the gap that a removed element leaves, so that those behind it are still found. */
    private void shiftBack(int freed) {
        int mask = table.length - 1;
        int gap = freed;
        for (int i = gap + 1 & mask; table[i] != 0; i = i + 1 & mask) {
            int home = (int) (table[i] ^ table[i] >>> 32) & mask;
            if ((i - home & mask) >= (i - gap & mask)) {
                table[gap] = table[i];
                gap = i;
            }
        }
        table[gap] = 0;
    }

    public void addAll(LongSet other) {
        UltraLogLog theirs = other.beyond;
        if (theirs != null) {
            if (beyond == null) {
                estimate();
            }
            UltraLogLog ours = beyond;
            if (ours != null) {
                ours.add(theirs);
            }
            return;
        }
        for (long element : other.table) {
            if (element != 0) {
                add(element);
            }
        }
        if (other.hasZero) {
            add(0);
        }
    }

    /** How many of these are not in another set. */
    public long countNotIn(LongSet other) {
        long count = hasZero && !other.hasZero ? 1 : 0;
        for (long element : table) {
            if (element != 0 && !other.contains(element)) {
                count++;
            }
        }
        return count;
    }

    public long size() {
        UltraLogLog estimate = beyond;
        return estimate == null
                ? size + (hasZero ? 1 : 0)
                : Math.round(estimate.getDistinctCountEstimate());
    }

    private void estimate() {
        UltraLogLog estimate = UltraLogLog.create(PRECISION);
        for (long element : table) {
            if (element != 0) {
                estimate.add(element);
            }
        }
        beyond = estimate;
        table = EMPTY;
        size = 0;
    }

    private void grow() {
        long[] bigger = new long[Math.max(8, table.length * 2)];
        for (long element : table) {
            if (element != 0) {
                insert(bigger, element);
            }
        }
        table = bigger;
    }

    private static boolean insert(long[] table, long element) {
        int slot = slot(table, element);
        boolean added = table[slot] == 0;
        table[slot] = element;
        return added;
    }

    private static int slot(long[] table, long element) {
        int mask = table.length - 1;
        int slot = (int) (element ^ element >>> 32) & mask;
        while (table[slot] != 0 && table[slot] != element) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
