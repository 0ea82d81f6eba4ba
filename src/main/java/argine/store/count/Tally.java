// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * All that is counted of one subject, in four arrays as short as they can be.
 *
 * <p>A free place is 0. There may be a million of these, so nothing here has an object of its own.
 * Whoever calls has locked the stripe.
 */
final class Tally {
    /** So many recipients of an account are remembered as known; then the oldest is forgotten. */
    static final int MAX_KNOWN = 4096;

    private static final long[] NO_LONGS = {};
    private static final int[] NO_INTS = {};
    private static final int SEEN_SLOTS = 1 << 24;

    final byte[] name;
    private long[] cells = NO_LONGS;

    /** Ring (8 bits), slot (24), element (32). */
    private long[] seen = NO_LONGS;

    private int[] known = NO_INTS;
    private int nextKnown;

    Tally(byte[] name) {
        this.name = name;
    }

    String subject() {
        return new String(name, StandardCharsets.UTF_8);
    }

    /** The sum of a ring's window, what is reserved included. */
    long sum(int ring, int now) {
        long sum = 0;
        for (long cell : cells) {
            if (cell != 0 && Cell.ring(cell) == ring && Cell.counts(Cell.slot(cell), now)) {
                sum += Cell.count(cell);
            }
        }
        return sum;
    }

    void reserve(int ring, int now, long amount) {
        add(ring, Cell.RESERVED, now, amount);
    }

    void release(int ring, long amount) {
        subtract(ring, Cell.RESERVED, amount);
    }

    /** Adds to a slot; a cell of the same ring that has expired is used again. */
    void add(int ring, int slot, int now, long amount) {
        if (amount <= 0) {
            return;
        }
        int free = -1;
        for (int i = 0; i < cells.length; i++) {
            long cell = cells[i];
            if (Cell.is(cell, ring, slot) && cell != 0) {
                cells[i] = Cell.of(ring, slot, Cell.count(cell) + amount);
                return;
            }
            if (cell == 0 || Cell.ring(cell) == ring && !Cell.counts(Cell.slot(cell), now)) {
                free = i;
            }
        }
        if (free < 0) {
            free = cells.length;
            cells = Arrays.copyOf(cells, longer(free));
        }
        cells[free] = Cell.of(ring, slot, amount);
    }

    void subtract(int ring, int slot, long amount) {
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != 0 && Cell.is(cells[i], ring, slot)) {
                long left = Cell.count(cells[i]) - amount;
                cells[i] = left > 0 ? Cell.of(ring, slot, left) : 0;
                return;
            }
        }
    }

    private static int longer(int length) {
        return length < 8 ? length + 1 : length + length / 2;
    }

    /** How many different elements a ring's window has. */
    long distinct(int ring, int now) {
        long count = 0;
        for (long one : seen) {
            count += one != 0 && (int) (one >>> 56) == ring && isRecent(one, now) ? 1 : 0;
        }
        return count;
    }

    /** How many of some elements a ring's window does not have. */
    long unseen(int ring, int now, int[] elements) {
        long count = 0;
        for (int element : elements) {
            int at = indexOf(ring, element);
            count += at < 0 || !isRecent(seen[at], now) ? 1 : 0;
        }
        return count;
    }

    private static boolean isRecent(long one, int now) {
        int age = now - (int) (one >>> 32) & SEEN_SLOTS - 1;
        return age <= Meter.SLOTS || age > SEEN_SLOTS / 2;
    }

    private int indexOf(int ring, int element) {
        for (int i = 0; i < seen.length; i++) {
            if ((int) seen[i] == element && seen[i] != 0 && (int) (seen[i] >>> 56) == ring) {
                return i;
            }
        }
        return -1;
    }

    /** Marks elements as had in a slot. */
    void see(int ring, int slot, int[] elements) {
        for (int element : elements) {
            long one =
                    (long) ring << 56
                            | (long) (slot & SEEN_SLOTS - 1) << 32
                            | Integer.toUnsignedLong(element);
            int known = indexOf(ring, element);
            int at = known >= 0 ? known : freeSeen(ring, slot); // may make the array a longer one
            seen[at] = one;
        }
    }

    private int freeSeen(int ring, int now) {
        for (int i = 0; i < seen.length; i++) {
            if (seen[i] == 0 || (int) (seen[i] >>> 56) == ring && !isRecent(seen[i], now)) {
                return i;
            }
        }
        int end = seen.length;
        seen = Arrays.copyOf(seen, longer(end));
        return end;
    }

    /** How many of some elements the subject never had. */
    long unknown(int[] elements) {
        long count = 0;
        for (int element : elements) {
            count += isKnown(element) ? 0 : 1;
        }
        return count;
    }

    private boolean isKnown(int element) {
        for (int one : known) {
            if (one == element) {
                return true;
            }
        }
        return false;
    }

    void know(int[] elements) {
        for (int element : elements) {
            if (!isKnown(element)) {
                if (nextKnown == known.length && known.length < MAX_KNOWN) {
                    known = Arrays.copyOf(known, Math.min(longer(known.length), MAX_KNOWN));
                }
                known[nextKnown % MAX_KNOWN] = element;
                nextKnown = nextKnown % MAX_KNOWN + 1;
            }
        }
    }

    /** Clears what has expired; returns whether anything is left. */
    boolean trim(IntUnaryOperator nowOfRing) {
        int kept = 0;
        for (long cell : cells) {
            if (cell != 0 && Cell.counts(Cell.slot(cell), nowOfRing.applyAsInt(Cell.ring(cell)))) {
                cells[kept++] = cell;
            }
        }
        cells = kept == cells.length ? cells : Arrays.copyOf(cells, kept);
        kept = 0;
        for (long one : seen) {
            if (one != 0 && isRecent(one, nowOfRing.applyAsInt((int) (one >>> 56)))) {
                seen[kept++] = one;
            }
        }
        seen = kept == seen.length ? seen : Arrays.copyOf(seen, kept);
        return cells.length + seen.length + nextKnown > 0;
    }

    /** What is to be saved: what is only reserved is not. */
    Saved saved() {
        long[] settled =
                Arrays.stream(cells).filter(c -> c != 0 && Cell.slot(c) != Cell.RESERVED).toArray();
        return new Saved(settled, seen, known, nextKnown);
    }

    /** The arrays of a tally; rings are numbered as where they were saved. */
    @SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
    record Saved(long[] cells, long[] seen, int[] known, int nextKnown) {}

    /** Takes over what was saved; a ring that is no longer anywhere is -1, and left out. */
    void restore(Saved saved, IntUnaryOperator ringNow) {
        cells =
                Arrays.stream(saved.cells)
                        .filter(c -> c != 0 && ringNow.applyAsInt(Cell.ring(c)) >= 0)
                        .map(
                                c ->
                                        Cell.of(
                                                ringNow.applyAsInt(Cell.ring(c)),
                                                Cell.slot(c),
                                                Cell.count(c)))
                        .toArray();
        seen =
                Arrays.stream(saved.seen)
                        .filter(s -> s != 0 && ringNow.applyAsInt((int) (s >>> 56)) >= 0)
                        .map(
                                s ->
                                        (long) ringNow.applyAsInt((int) (s >>> 56)) << 56
                                                | s & (1L << 56) - 1)
                        .toArray();
        known = saved.known;
        nextKnown = saved.nextKnown;
    }
}
