// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of 64-bit fingerprints that counts exactly up to a bound, and within about one percent
 * beyond it.
 *
 * <p>About ten bytes an element, no boxes; a thief's recipients come in hundreds of thousands.
 *
 * <p><b>Limits.</b> Of each fingerprint 56 bits are kept: of a million elements two are taken for
 * one in one set of a hundred thousand.
 */
public final class LongSet {
    /*
     * Open addressing in slots of seven bytes, read as a long from which the eighth is masked off; 0
     * is a free slot. Where an element belongs follows from its upper bits, so the slots are nearly
     * in the order of their elements, and a bigger table is filled from one end to the other, as
     * memory likes it. That is why a large one need not double each time. The price: elements that
     * come in this order crowd at one end of a table that is yet to grow, so whoever adds a whole
     * set makes room for it first.
     */
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;
    private static final long MIX = 0xBF58_476D_1CE4_E5B9L;
    private static final int WIDTH = 7;
    private static final long KEPT = (1L << 8 * WIDTH) - 1;
    private static final byte[] EMPTY = {};
    private static final int LARGE = 1 << 10;
    private static final int PRECISION = 14;
    static final int EXACT = 1 << 21;

    private static final int WORTH_ROOM = 1 << 13;

    private byte[] table = EMPTY;
    private int slots;
    private int size;
    private boolean hasZero;
    private @Nullable UltraLogLog beyond;

    /** Returns whether the element is new; always false once the bound is passed. */
    public boolean add(long element) {
        return addKept(kept(element));
    }

    private boolean addKept(long kept) {
        UltraLogLog estimate = beyond;
        if (estimate != null) {
            estimate.add(hash(kept));
            return false;
        }
        if (kept == 0) {
            boolean added = !hasZero;
            hasZero = true;
            return added;
        }
        makeRoom(1);
        int slot = slot(kept);
        if (at(slot) != 0) {
            return false;
        }
        put(slot, kept);
        if (++size > EXACT) {
            estimate();
        }
        return true;
    }

    public boolean contains(long element) {
        long kept = kept(element);
        if (kept == 0) {
            return hasZero;
        }
        return slots > 0 && at(slot(kept)) == kept;
    }

    /** Takes an element out; returns whether it was in. */
    boolean remove(long element) {
        if (!contains(element)) {
            return false;
        }
        long kept = kept(element);
        if (kept == 0) {
            hasZero = false;
        } else {
            shiftBack(slot(kept));
            size--;
        }
        return true;
    }

    /** Closes the gap that a removed element leaves, so that those behind it are still found. */
    private void shiftBack(int freed) {
        int gap = freed;
        int i = next(gap);
        for (long kept = at(i); kept != 0; kept = at(i)) {
            if (behind(home(kept), i) >= behind(gap, i)) {
                put(gap, kept);
                gap = i;
            }
            i = next(i);
        }
        put(gap, 0);
    }

    /** How many slots one is behind another, around the end. */
    private int behind(int first, int second) {
        return second >= first ? second - first : second - first + slots;
    }

    public void addAll(LongSet other) {
        UltraLogLog theirs = other.beyond;
        if (theirs != null) {
            addEstimate(theirs);
            return;
        }
        if (beyond == null) {
            makeRoom(other.size);
        }
        for (int i = 0; i < other.slots; i++) {
            long kept = other.at(i);
            if (kept != 0) {
                addKept(kept);
            }
        }
        if (other.hasZero) {
            addKept(0);
        }
    }

    /**
     * Makes room for all of these at once, so that adding them leaves no smaller tables behind.
     * Small ones may hold the same, and for them it is not worth it.
     */
    void makeRoom(List<LongSet> others) {
        long more = others.stream().mapToLong(LongSet::size).sum();
        if (beyond == null && more > WORTH_ROOM && more <= EXACT - size) {
            makeRoom((int) more);
        }
    }

    private void addEstimate(UltraLogLog theirs) {
        UltraLogLog ours = beyond == null ? estimate() : beyond;
        ours.add(theirs);
    }

    /** How many of these are not in another set. */
    public long countNotIn(LongSet other) {
        long count = hasZero && !other.hasZero ? 1 : 0;
        for (int i = 0; i < slots; i++) {
            long kept = at(i);
            if (kept != 0 && (other.slots == 0 || other.at(other.slot(kept)) != kept)) {
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

    private UltraLogLog estimate() {
        UltraLogLog estimate = UltraLogLog.create(PRECISION);
        for (int i = 0; i < slots; i++) {
            if (at(i) != 0) {
                estimate.add(hash(at(i)));
            }
        }
        beyond = estimate;
        table = EMPTY;
        slots = 0;
        size = 0;
        return estimate;
    }

    /** Grows when more elements would leave less than a quarter free. */
    private void makeRoom(int more) {
        if ((size + more) * 4L > slots * 3L) {
            int needed = Math.min(size + more, EXACT + 1);
            int step = slots < LARGE ? slots : slots / 4;
            grow(Math.max(8, Math.max(needed / 3 * 4 + 4, slots + step)));
        }
    }

    private void grow(int to) {
        LongSet bigger = new LongSet();
        bigger.table = new byte[to * WIDTH + 1];
        bigger.slots = to;
        for (int i = 0; i < slots; i++) {
            long kept = at(i);
            if (kept != 0) {
                bigger.put(bigger.slot(kept), kept);
            }
        }
        table = bigger.table;
        slots = to;
    }

    /** Where an element is, or would be. */
    private int slot(long kept) {
        int slot = home(kept);
        for (long other = at(slot); other != 0 && other != kept; other = at(slot)) {
            slot = next(slot);
        }
        return slot;
    }

    /** The upper 32 bits as a share of the table. */
    private int home(long kept) {
        return (int) ((kept >>> 8 * WIDTH - Integer.SIZE) * slots >>> Integer.SIZE);
    }

    private int next(int slot) {
        return slot + 1 == slots ? 0 : slot + 1;
    }

    private long at(int slot) {
        return (long) LONG.get(table, slot * WIDTH) & KEPT;
    }

    private void put(int slot, long kept) {
        long neighbour = (long) LONG.get(table, slot * WIDTH) & ~KEPT;
        LONG.set(table, slot * WIDTH, neighbour | kept);
    }

    /** The upper bits after a multiplication hang on all bits of the element. */
    private static long kept(long element) {
        return element * GOLDEN >>> Long.SIZE - 8 * WIDTH;
    }

    /** All 64 bits, as an estimate wants them. */
    private static long hash(long kept) {
        long mixed = (kept ^ kept >>> 30) * MIX;
        mixed = (mixed ^ mixed >>> 27) * GOLDEN;
        return mixed ^ mixed >>> 31;
    }
}
