// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What happened in each hour in which something happened: messages, recipients, outcomes.
 *
 * <p>A flat array, because a server has thousands of accounts and a log many days; hours come
 * nearly in order.
 */
public final class Hours {
    /** What is counted; the order is that of the columns. */
    public enum Of {
        MESSAGES,
        RECIPIENTS,
        DELIVERED,
        DEFERRED,
        BOUNCED,
        NO_SUCH_RECIPIENT
    }

    private static final int COLUMNS = Of.values().length;
    private static final long MICROS = 3_600_000_000L;
    private static final int[] EMPTY = {};

    private int[] hours = EMPTY;
    private int[] counts = EMPTY;
    private int size;

    /** The hour a time falls into, since 1970 UTC. */
    public static int hourOf(long micros) {
        return (int) Math.floorDiv(micros, MICROS);
    }

    void add(long micros, Of what, int count) {
        int row = row(hourOf(micros)); // before counts is read: it may move
        counts[row * COLUMNS + what.ordinal()] += count;
    }

    private int row(int hour) {
        int row = size - 1;
        while (row >= 0 && hours[row] > hour) {
            row--;
        }
        if (row >= 0 && hours[row] == hour) {
            return row;
        }
        return insert(row + 1, hour);
    }

    private int insert(int row, int hour) {
        if (size == hours.length) {
            hours = Arrays.copyOf(hours, Math.max(2, size * 2));
            counts = Arrays.copyOf(counts, hours.length * COLUMNS);
        }
        System.arraycopy(hours, row, hours, row + 1, size - row);
        System.arraycopy(
                counts, row * COLUMNS, counts, (row + 1) * COLUMNS, (size - row) * COLUMNS);
        hours[row] = hour;
        Arrays.fill(counts, row * COLUMNS, (row + 1) * COLUMNS, 0);
        size++;
        return row;
    }

    void addMessages(Hours other) {
        addColumns(other, 0, Of.DELIVERED.ordinal());
    }

    void addOutcomes(Hours other) {
        addColumns(other, Of.DELIVERED.ordinal(), COLUMNS);
    }

    private void addColumns(Hours other, int from, int to) {
        for (int row = 0; row < other.size; row++) {
            int ours = row(other.hours[row]);
            for (int column = from; column < to; column++) {
                counts[ours * COLUMNS + column] += other.counts[row * COLUMNS + column];
            }
        }
    }

    public int size() {
        return size;
    }

    /** The hour of a row, since 1970 UTC; rows are in order. */
    public int hour(int row) {
        return hours[row];
    }

    public int count(int row, Of what) {
        return counts[row * COLUMNS + what.ordinal()];
    }

    /** The most that was counted in one hour. */
    public int peak(Of what) {
        int peak = 0;
        for (int row = 0; row < size; row++) {
            peak = Math.max(peak, count(row, what));
        }
        return peak;
    }

    public long sum(Of what) {
        long sum = 0;
        for (int row = 0; row < size; row++) {
            sum += count(row, what);
        }
        return sum;
    }

    /** How many days (UTC) had messages. */
    public int activeDays() {
        BitSet days = new BitSet();
        int first = size == 0 ? 0 : hours[0] / 24;
        for (int row = 0; row < size; row++) {
            if (count(row, Of.MESSAGES) > 0) {
                days.set(Math.min(hours[row] / 24 - first, 100_000));
            }
        }
        return days.cardinality();
    }
}
