// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Hours;
import argine.detect.Ledger;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Signal;
import java.util.Optional;

/** One or two messages to few people, a pause, then a flood: the thief tried the account first. */
final class TestMessage implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Hours hours = profile.strange().hours;
        if (hours.size() < 2) {
            return Optional.empty();
        }
        int first = hours.count(0, Hours.Of.MESSAGES);
        boolean tested =
                first > 0
                        && first <= 2
                        && hours.count(0, Hours.Of.RECIPIENTS) <= 4
                        && hours.peak(Hours.Of.MESSAGES) >= 30;
        return tested
                ? alarm(
                        Kind.ENVELOPE,
                        Strength.WEAK,
                        "a test message came before the flood",
                        profile.strange().notes.of(Topic.SUBMITTED).stream().limit(1).toList())
                : Optional.empty();
    }
}
