// SPDX-License-Identifier: Apache-2.0
package argine.investigate.lookalike;

import argine.detect.Ledger;
import argine.detect.Profile;
import java.util.Optional;

/**
 * Honest behaviour that sets off the same signals as a theft.
 *
 * <p>It names what an account that raised alarms, but not enough of them, most likely is.
 */
interface LookAlike {

    /** What people call it. */
    String name();

    /** The reason in words, when the profile looks so. */
    Optional<String> explain(Profile profile, Ledger ledger);

    default String percent(long part, long whole) {
        return whole == 0 ? "0 %" : Math.round(part * 1000.0 / whole) / 10.0 + " %";
    }
}
