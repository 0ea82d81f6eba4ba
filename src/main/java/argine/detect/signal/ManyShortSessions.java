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

/** Very many sessions, one message each: how a program sends, not how a person does. */
final class ManyShortSessions implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Usage strange = profile.strange();
        boolean many = strange.sessions >= 30 && strange.tally.messages <= strange.sessions * 6 / 5;
        return many
                ? alarm(
                        Kind.LOGIN,
                        Strength.WEAK,
                        strange.sessions + " sessions for " + strange.tally.messages + " messages",
                        strange.notes.of(Topic.SUBMITTED))
                : Optional.empty();
    }
}
