// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Ledger;
import argine.detect.Neighbourhood;
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
            Neighbourhood around = ledger.around(usage.network);
            long others = around.tried.names().stream().filter(name -> !name.equals(profile.name())).count();
            if (others >= 2) {
                Strength strength = around.triedWithoutEntering() >= MANY ? Strength.STRONG : Strength.WEAK;
                return alarm(Kind.LOGIN, strength, usage.network + " tried " + others + " other names before or after it got into this account", usage.notes.of(Topic.SUBMITTED));
            }
        }
        return Optional.empty();
    }
}
