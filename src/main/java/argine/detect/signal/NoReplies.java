// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Ledger;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Signal;
import argine.mail.Address;
import java.util.Optional;

/** Hundreds of people were written to, and nobody answers. */
final class NoReplies implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        long asked = profile.strange().tally.external.size();
        long answers =
                ledger.inboxOf(Address.of(profile.name())).messages
                        - ledger.inboxOf(Address.of(profile.name())).notices;
        boolean none = asked >= 200 && answers * 100 < asked;
        return none
                ? alarm(
                        Kind.ENVELOPE,
                        Strength.WEAK,
                        asked + " strangers were written to and " + answers + " messages came back",
                        profile.strange()
                                .notes
                                .firstOf(Topic.STRANGE_SENDER, Topic.QUEUED, Topic.SUBMITTED))
                : Optional.empty();
    }
}
