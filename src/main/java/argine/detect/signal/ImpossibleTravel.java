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
import argine.detect.Usage;
import java.util.List;
import java.util.Optional;

/**
 * The account is used from two places faster than anybody travels: more than 1000 km within three
 * hours.
 *
 * <p>A VPN does the same, so it is never more than a hint. Needs an MMDB file with places.
 */
final class ImpossibleTravel implements Signal {
    private static final long THREE_HOURS = 3 * 3_600_000_000L;
    private static final int FAR = 1000;
    private static final int MOST = 40;
    private final Geography geography;

    ImpossibleTravel(Geography geography) {
        this.geography = geography;
    }

    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        List<Usage> used =
                profile.usages().stream()
                        .filter(u -> u.firstSuccess != Long.MAX_VALUE)
                        .limit(MOST)
                        .toList();
        for (Usage here : used) {
            for (Usage there : used) {
                long apart = there.firstSuccess - here.lastSeen;
                boolean close = apart < THREE_HOURS && there.firstSuccess >= here.firstSuccess;
                if (here != there && close && isFar(here, there)) {
                    return alarm(
                            Kind.LOGIN,
                            Strength.WEAK,
                            "used from "
                                    + here.network
                                    + " and, within three hours, from "
                                    + there.network
                                    + ", over "
                                    + FAR
                                    + " km away",
                            there.notes.of(Topic.SUBMITTED));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isFar(Usage here, Usage there) {
        return geography.kilometres(here.network.base(), there.network.base()).orElse(0) > FAR;
    }
}
