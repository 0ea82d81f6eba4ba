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

/** The Message-IDs are made by other machines than those the owner uses. */
final class StrangeMessageIds implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Few<String> own = profile.own().messageIdHosts;
        Few<String> strange = profile.strange().messageIdHosts;
        boolean known = own.total() >= 5 && own.others() == 0 && strange.total() >= 5;
        boolean other = known && strange.names().stream().noneMatch(own::has);
        return other
                ? alarm(
                        Kind.CONTENT,
                        Strength.WEAK,
                        "Message-IDs end in "
                                + strange.names().iterator().next()
                                + ", which the owner's never did",
                        profile.strange().notes.of(Topic.NAMED))
                : Optional.empty();
    }
}
