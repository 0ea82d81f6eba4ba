// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

/**
 * One part of one window, packed into a long: ring (8 bits), slot (26), count (30).
 *
 * <p>Nearly every account uses few parts of its windows, so a list of those in use is a tenth of
 * what the rings would take. Slots are numbered modulo {@link #SLOT_NUMBERS}; at one a second that
 * is two years, and expired cells are cleared long before.
 */
final class Cell {
    static final int MAX_RINGS = 256;
    static final long MAX_COUNT = (1L << 30) - 1;

    /** What is reserved stands in a slot that never expires. */
    static final int RESERVED = (1 << 26) - 1;

    static final int SLOT_NUMBERS = RESERVED;

    private Cell() {}

    static long of(int ring, int slot, long count) {
        return (long) ring << 56 | (long) slot << 30 | Math.min(count, MAX_COUNT);
    }

    static int ring(long cell) {
        return (int) (cell >>> 56);
    }

    static int slot(long cell) {
        return (int) (cell >>> 30) & RESERVED;
    }

    static long count(long cell) {
        return cell & MAX_COUNT;
    }

    /** Whether a cell belongs to a ring and slot. */
    static boolean is(long cell, int ring, int slot) {
        return cell >>> 30 == ((long) ring << 26 | slot);
    }

    /** Whether a slot lies within the window that ends in the slot {@code now}. */
    static boolean counts(int slot, int now) {
        if (slot == RESERVED) {
            return true;
        }
        int age = Math.floorMod(now - slot, SLOT_NUMBERS);
        return age <= Meter.SLOTS || age > SLOT_NUMBERS / 2;
    }
}
