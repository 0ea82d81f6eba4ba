// SPDX-License-Identifier: Apache-2.0
package argine.investigate.lookalike;

import argine.detect.Attempts;
import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Standing;
import argine.detect.Usage;
import java.util.Optional;
import java.util.Set;

/** Devices that still have the old password. */
final class PasswordRotation implements LookAlike {
    @Override
    public String name() {
        return "old password on a device";
    }

    @Override
    public Set<String> excuses() {
        return Set.of("GuessedBefore");
    }

    @Override
    public Optional<String> explain(Profile profile, Ledger ledger) {
        for (Usage usage : profile.usages()) {
            Attempts attempts = profile.attempts().get(usage.network);
            boolean own = profile.standing(usage) == Standing.OWN;
            boolean owners = own || profile.isReadByOwner(usage);
            if (attempts != null && attempts.count() >= 5 && owners) {
                return Optional.of(
                        attempts.count()
                                + " logins failed from "
                                + usage.network
                                + (own
                                        ? ", which is the account's own network"
                                        : ", where its mail is read"));
            }
        }
        return Optional.empty();
    }
}
