// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * How many may be counted for what strangers do: beyond it nothing is begun for anybody new, and it
 * is known for how many offences that was so.
 *
 * <p>Strangers choose of whom there is something to count. Limits on sending are counted in spite
 * of it: they grow with accounts.
 */
final class Bound {
    static final long MOST = 2_000_000;

    private final LongSupplier subjects;
    private final LongAdder left = new LongAdder();

    Bound(LongSupplier subjects) {
        this.subjects = subjects;
    }

    boolean isReached() {
        return subjects.getAsLong() > MOST;
    }

    /** Something was not counted. */
    void leaveOut() {
        left.increment();
    }

    /** How often that was so since the start. */
    long leftOut() {
        return left.sum();
    }
}
