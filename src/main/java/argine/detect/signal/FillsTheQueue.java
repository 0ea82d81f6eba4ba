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

/**
 * Most of what waits in the queue is this account's.
 *
 * <p>When a large provider is down, the queue fills with everybody's mail.
 */
final class FillsTheQueue implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        long own = profile.suspect().tally.queued;
        if (own < 50) {
            return Optional.empty();
        }
        long waiting = ledger.waiting() < 0 ? sum(ledger) : ledger.waiting();
        boolean most = own * 2 >= waiting;
        return most
                ? alarm(
                        Kind.CONTENT,
                        Strength.WEAK,
                        own + " of " + waiting + " queued messages are this account's",
                        profile.suspect().notes.of(Topic.DEFERRED))
                : Optional.empty();
    }

    private static long sum(Ledger ledger) {
        return ledger.profiles().stream().mapToLong(one -> one.all().tally.queued).sum();
    }
}
