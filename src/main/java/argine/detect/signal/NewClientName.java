// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Few;
import argine.detect.Ledger;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Signal;
import java.util.Optional;

/** The clients greet with names that the account's own clients never used. */
final class NewClientName implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Few<String> own = profile.own().helos;
        Few<String> strange = profile.strange().helos;
        boolean known = own.total() >= 3 && strange.total() >= 3;
        if (!known || strange.names().stream().anyMatch(own::has)) {
            return Optional.empty();
        }
        return alarm(
                Kind.LOGIN,
                Strength.WEAK,
                "the client calls itself "
                        + strange.names().iterator().next()
                        + ", which this account's own clients never did",
                profile.strange().notes.of(Topic.SUBMITTED));
    }
}
