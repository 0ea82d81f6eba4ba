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

/**
 * The account sends with the null sender.
 *
 * <p>People who log in have no bounces to send. A mail program that answers read receipts sends a
 * few.
 */
final class NullSender implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Usage all = profile.all();
        if (all.nullSenders < 3) {
            return Optional.empty();
        }
        boolean many = all.nullSenders >= 10 && all.nullSenders * 10 >= all.tally.messages;
        return alarm(
                Kind.ENVELOPE,
                many ? Strength.STRONG : Strength.WEAK,
                all.nullSenders + " messages with the null sender from a login",
                all.notes.of(Topic.STRANGE_SENDER));
    }
}
