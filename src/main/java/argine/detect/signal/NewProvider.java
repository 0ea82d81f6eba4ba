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

/**
 * Mail is sent through a provider (autonomous system) that the account never used.
 *
 * <p>Thieves sit in hosting networks; people who change their provider also read their mail there.
 * Needs an MMDB file with organisations.
 */
final class NewProvider implements Signal {
    private final Geography geography;

    NewProvider(Geography geography) {
        this.geography = geography;
    }

    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Set<String> own = new HashSet<>();
        profile.usages().stream()
                .filter(u -> profile.standing(u) == Standing.OWN)
                .forEach(u -> own.add(geography.organisation(u.network.base())));
        for (Usage usage : profile.strangers()) {
            String organisation = geography.organisation(usage.network.base());
            if (!organisation.isEmpty() && !own.isEmpty() && !own.contains(organisation)) {
                return alarm(
                        Kind.LOGIN,
                        Strength.WEAK,
                        "sends through " + organisation + ", which this account never used",
                        usage.notes.of(Topic.SUBMITTED));
            }
        }
        return Optional.empty();
    }
}
