// SPDX-License-Identifier: Apache-2.0
package argine.investigate.lookalike;

import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Usage;
import java.util.Optional;
import java.util.Set;

/** A program that writes to ever new people from one address. */
final class WebApplication implements LookAlike {
    @Override
    public String name() {
        return "web application";
    }

    @Override
    public Set<String> excuses() {
        return Set.of("ForgedSenders", "NearDuplicates", "NullSender");
    }

    @Override
    public Optional<String> explain(Profile profile, Ledger ledger) {
        Usage all = profile.all();
        boolean fixed = all.addresses.size() == 1 && all.mailboxLogins == 0;
        boolean steady =
                all.tally.messages >= 20 && all.tally.recipientsAsked <= all.tally.messages * 2;
        return fixed && steady
                ? Optional.of(
                        "always from "
                                + all.addresses.keySet().iterator().next()
                                + ", "
                                + percent(all.tally.noSuchRecipient, all.tally.answered())
                                + " of the recipients do not exist")
                : Optional.empty();
    }
}
