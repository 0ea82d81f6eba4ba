// SPDX-License-Identifier: Apache-2.0
package argine.investigate.lookalike;

import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Standing;
import argine.detect.Usage;
import java.util.Optional;

/** Several people behind one address: an office, a VPN, a mobile carrier. */
final class SharedExit implements LookAlike {
    @Override
    public String name() {
        return "shared network";
    }

    @Override
    public Optional<String> explain(Profile profile, Ledger ledger) {
        for (Usage usage : profile.usages()) {
            int people = ledger.around(usage.network).entered.names().size();
            if (people >= 3
                    && (profile.standing(usage) == Standing.OWN || usage.mailboxLogins > 0)) {
                return Optional.of(
                        people
                                + " accounts use "
                                + usage.network
                                + (usage.mailboxLogins > 0 ? ", and its mail is read there" : ""));
            }
        }
        return Optional.empty();
    }
}
