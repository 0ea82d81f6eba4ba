// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Identity;
import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Usage;
import java.util.Locale;

/**
 * How firmly messages are tied to whom they are put down to.
 *
 * <p>Proved needs a queue ID that ties login and message together, and a message whose whole life
 * the log shows, each daemon in its own process; or the queue file itself, which only the server
 * writes. Any program of the host can write a line to syslog, so a login line alone proves nothing.
 */
enum Grade {
    PROVED,
    LIKELY,
    PROBABLE;

    static Grade of(Profile profile, Usage sum, Ledger ledger) {
        if (profile.identity() instanceof Identity.Sender) {
            return PROBABLE;
        }
        if (profile.isMasked()) {
            return LIKELY;
        }
        if (sum.fromQueue > 0) {
            return PROVED;
        }
        boolean guessed = sum.likelyOnly * 2 > sum.tally.messages;
        boolean whole =
                sum.queueManagers.total() * 2 >= sum.tally.messages
                        && ledger.percentManaged(sum) >= 50;
        return !guessed && (whole || !profile.isAccount()) ? PROVED : LIKELY;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
