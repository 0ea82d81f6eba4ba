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
 * Most clients of the account have no name in the DNS, and there are several.
 *
 * <p>Many honest providers give none, so it is a hint only.
 */
final class NamelessClients implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Usage strange = profile.strange();
        if (strange.addresses.size() < 5
                || strange.unnamedClients * 10 < strange.tally.messages * 8) {
            return Optional.empty();
        }
        return alarm(
                Kind.LOGIN,
                Strength.WEAK,
                strange.addresses.size()
                        + " clients sent for this account, nearly all without a name in the DNS",
                strange.notes.of(Topic.SUBMITTED));
    }
}
