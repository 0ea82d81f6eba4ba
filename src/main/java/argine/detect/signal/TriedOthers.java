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
 * The network that sent for this account tried other people's accounts too.
 *
 * <p>Look-alike: an office behind one address with an old phone in it; but an office's networks are
 * those of its accounts.
 */
final class TriedOthers implements Signal {
    private static final int MANY = 5;

    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        for (Usage usage : profile.strangers()) {
            int others = ledger.victims(usage, profile.name()).size();
            if (others >= 2) {
                Strength strength = others >= MANY ? Strength.STRONG : Strength.WEAK;
                String claim = usage.network + " tried " + others + " other names without success";
                return alarm(Kind.LOGIN, strength, claim, usage.notes.of(Topic.SUBMITTED));
            }
        }
        return Optional.empty();
    }
}
