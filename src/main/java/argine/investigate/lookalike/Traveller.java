// SPDX-License-Identifier: Apache-2.0
package argine.investigate.lookalike;

import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Usage;
import java.util.Optional;

/** One or two new networks, little mail, to people the account knows. */
final class Traveller implements LookAlike {
    @Override
    public String name() {
        return "traveller";
    }

    @Override
    public Optional<String> explain(Profile profile, Ledger ledger) {
        Usage strange = profile.strange();
        int networks = profile.strangers().size();
        boolean little = networks >= 1 && networks <= 3 && strange.tally.messages <= 50;
        return little && strange.tally.noSuchRecipient * 8 < Math.max(8, strange.tally.answered())
                ? Optional.of(
                        strange.tally.messages
                                + " messages from "
                                + networks
                                + " new networks, and nothing else is unusual")
                : Optional.empty();
    }
}
