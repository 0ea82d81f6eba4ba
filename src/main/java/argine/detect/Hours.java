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

    /** A row is its hour and the counts of it. */
    private static final int ROW = 1 + COLUMNS;

    private static final long MICROS = 3_600_000_000L;
    private static final int[] EMPTY = {};

    private int[] rows = EMPTY;
    private int size;

    /** The hour a time falls into, since 1970 UTC. */
    public static int hourOf(long micros) {
        return (int) Math.floorDiv(micros, MICROS);
    }

    void add(long micros, Of what, int count) {
        int at = row(hourOf(micros)) * ROW; // before rows is read: it may move
        rows[at + 1 + what.ordinal()] += count;
    }

    private int row(int hour) {
        int row = size - 1;
        while (row >= 0 && rows[row * ROW] > hour) {
            row--;
        }
        if (row >= 0 && rows[row * ROW] == hour) {
            return row;
        }
        return insert(row + 1, hour);
    }

    private int insert(int row, int hour) {
        if (size * ROW == rows.length) {
            rows = Arrays.copyOf(rows, Math.max(2, size * 2) * ROW);
        }
        int at = row * ROW;
        System.arraycopy(rows, at, rows, at + ROW, size * ROW - at);
        Arrays.fill(rows, at, at + ROW, 0);
        rows[at] = hour;
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
            int ours = row(other.hour(row)) * ROW + 1;
            int theirs = row * ROW + 1;
            for (int column = from; column < to; column++) {
                rows[ours + column] += other.rows[theirs + column];
            }
        }
    }

    public int size() {
        return size;
    }

    /** The hour of a row, since 1970 UTC; rows are in order. */
    public int hour(int row) {
        return rows[row * ROW];
    }

    public int count(int row, Of what) {
        return rows[row * ROW + 1 + what.ordinal()];
    }

    /** The most that was counted in one hour. */
    public int peak(Of what) {
        int peak = 0;
        for (int row = 0; row < size; row++) {
            peak = Math.max(peak, count(row, what));
        }
        return peak;
    }

    /** Whether this has some in an hour in which another has as many as that. */
    boolean sharesPeak(Hours other, Of what, int many) {
        int row = 0;
        for (int theirs = 0; theirs < other.size; theirs++) {
            while (row < size && hour(row) < other.hour(theirs)) {
                row++;
            }
            boolean same = row < size && hour(row) == other.hour(theirs);
            if (same && count(row, what) > 0 && other.count(theirs, what) >= many) {
                return true;
            }
        }
        return false;
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
        int first = size == 0 ? 0 : hour(0) / 24;
        for (int row = 0; row < size; row++) {
            if (count(row, Of.MESSAGES) > 0) {
                days.set(Math.min(hour(row) / 24 - first, 100_000));
            }
        }
        return days.cardinality();
    }
}
