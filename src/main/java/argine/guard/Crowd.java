// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Tells when more strangers are counted than there is room for, and when that is over. For one
 * thread.
 */
final class Crowd {
    static final String FULL =
            "more than two million clients, networks and logins are counted, the most there is room"
                    + " for: what others do for the first time is not counted, so of [intrusion]"
                    + " new clients are barred by hand alone until old figures expire; bars that"
                    + " stand, limits on sending and the log hold as ever";

    private final BooleanSupplier isFull;
    private final LongSupplier leftOut;
    private boolean told;

    Crowd(BooleanSupplier isFull, LongSupplier leftOut) {
        this.isFull = isFull;
        this.leftOut = leftOut;
    }

    /** What to tell now, if anything. */
    Optional<String> news() {
        boolean full = isFull.getAsBoolean();
        if (full == told) {
            return Optional.empty();
        }
        told = full;
        return Optional.of(
                full
                        ? FULL
                        : "there is room again for figures of new clients; offences that were not"
                                + " counted since the start: "
                                + leftOut.getAsLong());
    }
}
