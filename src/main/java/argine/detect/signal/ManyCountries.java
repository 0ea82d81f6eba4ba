// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Geography;
import argine.detect.Ledger;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Signal;
import argine.detect.Standing;
import argine.detect.Usage;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Several countries send for one account.
 *
 * <p>Travellers are in one or two countries. Needs the administrator's MMDB file; says nothing
 * without.
 */
final class ManyCountries implements Signal {
    private final Geography geography;

    ManyCountries(Geography geography) {
        this.geography = geography;
    }

    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Set<String> strange = new TreeSet<>();
        Set<String> own = new HashSet<>();
        for (Usage usage : profile.usages()) {
            String country = geography.country(usage.network.base());
            if (!country.isEmpty() && usage.firstSuccess != Long.MAX_VALUE) {
                (profile.standing(usage) == Standing.OWN ? own : strange).add(country);
            }
        }
        strange.removeAll(own);
        if (strange.size() < 3) {
            return Optional.empty();
        }
        Strength strength = strange.size() >= 5 ? Strength.STRONG : Strength.WEAK;
        return alarm(
                Kind.LOGIN,
                strength,
                "used from "
                        + strange.size()
                        + " countries that are not its own: "
                        + String.join(" ", strange),
                profile.strange().notes.of(Topic.SUBMITTED));
    }
}
