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

/** Answers are to go to another domain than the sender's. */
final class RepliesElsewhere implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        long elsewhere = profile.suspect().repliesElsewhere;
        return elsewhere >= 5
                ? alarm(
                        Kind.CONTENT,
                        Strength.WEAK,
                        elsewhere + " queued messages ask for answers at another domain",
                        profile.suspect()
                                .notes
                                .firstOf(Topic.STRANGE_SENDER, Topic.QUEUED, Topic.SUBMITTED))
                : Optional.empty();
    }
}
