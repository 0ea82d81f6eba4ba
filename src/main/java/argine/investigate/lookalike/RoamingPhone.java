// SPDX-License-Identifier: Apache-2.0
package argine.investigate.lookalike;

import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Usage;
import java.util.Optional;

/** A phone with many addresses of one network. */
final class RoamingPhone implements LookAlike {
    @Override
    public String name() {
        return "roaming phone";
    }

    @Override
    public Optional<String> explain(Profile profile, Ledger ledger) {
        for (Usage usage : profile.usages()) {
            if (usage.addresses.size() >= 5) {
                return Optional.of(usage.addresses.size() + " addresses, all in " + usage.network);
            }
        }
        return Optional.empty();
    }
}
