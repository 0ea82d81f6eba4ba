// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * Counters of which one decision changes several at once, all or none.
 *
 * <p>The guarantee: whatever comes at the same time, is repeated, given back or interrupted, within
 * any interval of a meter's length at most its capacity is settled. A store that several mail
 * servers share can take this place: each method is one exchange.
 */
public interface Counters {
    /**
     * Reserves all charges if each fits: they count, and may be given back. A charge says all that
     * is wanted; of that what it holds was reserved before.
     */
    Outcome reserve(List<Charge> charges);

    /** Counts all charges for good if each fits, and takes back what was reserved for them. */
    Outcome settle(List<Charge> charges);

    /** Gives back what was reserved. */
    void release(List<Charge> charges);

    /**
     * Takes back what was settled at a time; of sums only. That a recipient was written to stays
     * known: else a thief would make recipients known by messages that come to nothing.
     */
    void refund(List<Charge> charges, long settledAt);

    /** How a meter stands. */
    long used(String subject, Meter meter);

    /** Hands on each subject that has something on a meter, in no order. */
    void each(Meter meter, BiConsumer<String, Long> sink);

    /** The number under which a text is counted once; nobody outside can choose two alike. */
    int element(String text);

    /** The counters' own time in milliseconds; it never goes back. */
    long now();
}
