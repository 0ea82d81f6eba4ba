// SPDX-License-Identifier: Apache-2.0
package argine.investigate.lookalike;

import argine.detect.Ledger;
import argine.detect.Profile;
import java.util.Optional;
import java.util.Set;

/**
 * Honest behaviour that sets off the same signals as a theft.
 *
 * <p>It names what an account that raised alarms, but not enough of them, most likely is.
 */
interface LookAlike {

    /** What people call it. */
    String name();

    /**
     * What may speak strongly of such an account, though it is honest: names of signals. Where
     * another one does, the account is not explained.
     */
    default Set<String> excuses() {
        return Set.of();
    }

    /** The reason in words, when the profile looks so. */
    Optional<String> explain(Profile profile, Ledger ledger);

    default String percent(long part, long whole) {
        return whole == 0 ? "0 %" : Math.round(part * 1000.0 / whole) / 10.0 + " %";
    }
}
