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
 * Mail is sent from networks that appeared after the account's habits were known.
 *
 * <p>People travel and change providers, so this alone says little.
 */
final class NewNetworks implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        long fresh =
                profile.usages().stream()
                        .filter(u -> profile.standing(u).isStrange() && u.tally.messages > 0)
                        .filter(u -> u.firstSuccess > profile.own().firstSuccess)
                        .count();
        boolean habits = profile.own().tally.messages >= 5;
        if (!habits || fresh == 0) {
            return Optional.empty();
        }
        return alarm(
                Kind.LOGIN,
                Strength.WEAK,
                "sent from " + fresh + " networks that this account did not use before",
                profile.strange().notes.of(Topic.SUBMITTED));
    }
}
