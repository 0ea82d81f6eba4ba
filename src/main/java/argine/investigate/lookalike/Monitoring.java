// SPDX-License-Identifier: Apache-2.0
package argine.investigate.lookalike;

import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Usage;
import java.util.Optional;
import java.util.Set;

/** A program that reports to one or two people, a lot. */
final class Monitoring implements LookAlike {
    @Override
    public String name() {
        return "monitoring";
    }

    @Override
    public Set<String> excuses() {
        return Set.of("NearDuplicates", "NoSuchRecipients", "NullSender", "RefusedForPolicy");
    }

    @Override
    public Optional<String> explain(Profile profile, Ledger ledger) {
        Usage all = profile.all();
        boolean known = all.tally.answered() * 2 >= all.tally.recipientsAsked;
        boolean few = known && all.tally.recipients() <= 5 && all.tally.messages >= 100;
        return few
                ? Optional.of(
                        all.tally.messages
                                + " messages, but only to "
                                + all.tally.recipients()
                                + " recipients")
                : Optional.empty();
    }
}
