// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Ledger;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Signal;
import java.util.Optional;

/** Addresses that do not exist are written to again and again: nobody reads the answers. */
final class DeadAgain implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        long again = profile.strange().deadAgain;
        return again >= 10
                ? alarm(
                        Kind.REMOTE,
                        Strength.WEAK,
                        again
                                + " times mail went to an address that had already been refused as unknown",
                        profile.strange().notes.of(Topic.NO_SUCH_RECIPIENT))
                : Optional.empty();
    }
}
