// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one decision would add to one meter of one subject.
 *
 * @param subject {@code account:rossi@corp.test}, {@code network:203.0.113.0/24} ...
 * @param amount for a {@link Meter.Kind#SUM}; of the other kinds the elements tell
 * @param elements fingerprints of what is counted once
 * @param held how much is reserved for this already
 * @param capacity the most that the meter may say afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode are written out
public record Charge(
        String subject, Meter meter, long amount, int[] elements, long held, long capacity) {
    /** Counted and never refused. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final int[] NONE = {};

    public static Charge of(String subject, Meter meter, long amount, long capacity) {
        return new Charge(subject, meter, amount, NONE, 0, capacity);
    }

    public static Charge of(String subject, Meter meter, int[] elements, long capacity) {
        return new Charge(subject, meter, 0, elements, 0, capacity);
    }

    /** The same, of which some is reserved already. */
    public Charge holding(long reserved) {
        return new Charge(subject, meter, amount, elements, reserved, capacity);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Charge charge
                && subject.equals(charge.subject)
                && meter.equals(charge.meter)
                && amount == charge.amount
                && held == charge.held
                && capacity == charge.capacity
                && Arrays.equals(elements, charge.elements);
    }

    @Override
    public int hashCode() {
        return subject.hashCode() * 31 + meter.hashCode();
    }

    @Override
    public String toString() {
        return subject + " " + meter.id() + " +" + (amount + elements.length) + " of " + capacity;
    }
}
