// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Ledger;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Signal;
import argine.detect.Standing;
import argine.detect.Usage;
import java.util.Optional;

/** Filter rules were opened from a strange network: a forward or a rule may stay behind. */
final class SettingsChanged implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Usage suspects = profile.sum(u -> profile.standing(u) != Standing.OWN && u.sieveLogins > 0);
        boolean beside = suspects.sieveLogins > 0 && profile.strange().tally.messages > 0;
        return beside
                ? alarm(
                        Kind.PERSISTENCE,
                        Strength.WEAK,
                        "filter rules were opened "
                                + suspects.sieveLogins
                                + " times from "
                                + suspects.addresses.keySet().iterator().next(),
                        suspects.notes.of(Topic.SETTINGS_CHANGED))
                : Optional.empty();
    }
}
