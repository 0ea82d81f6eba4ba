// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Ledger;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Signal;
import argine.detect.Usage;
import java.util.Optional;

/** Messages to fifty recipients and more leave for other domains, from a strange network. */
final class CrowdedMessages implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Usage strange = profile.suspect();
        boolean many = strange.manyRecipients >= 1 && strange.tally.external.size() >= 50;
        return many
                ? alarm(
                        Kind.ENVELOPE,
                        Strength.WEAK,
                        strange.manyRecipients
                                + " messages had 50 recipients or more, one of them "
                                + strange.mostRecipients,
                        strange.notes.firstOf(Topic.STRANGE_SENDER, Topic.QUEUED, Topic.SUBMITTED))
                : Optional.empty();
    }
}
