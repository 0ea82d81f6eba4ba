// SPDX-License-Identifier: Apache-2.0
package argine.investigate.lookalike;

import argine.detect.Hours;
import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Usage;
import java.util.Optional;
import java.util.Set;

/** Invoices and the like: one message for each recipient, within an hour or two. */
final class MailMerge implements LookAlike {
    @Override
    public String name() {
        return "mail merge";
    }

    @Override
    public Set<String> excuses() {
        return Set.of("ForgedSenders", "NearDuplicates");
    }

    @Override
    public Optional<String> explain(Profile profile, Ledger ledger) {
        Usage all = profile.all();
        boolean each =
                all.hours.peak(Hours.Of.MESSAGES) >= 50
                        && all.tally.recipientsAsked <= all.tally.messages * 12 / 10;
        boolean own =
                all.senders.names().size() <= 3
                        && profile.strangers().stream().noneMatch(u -> u.mailboxLogins > 0)
                        && all.mailboxLogins > 0;
        return each && own
                ? Optional.of(
                        "each recipient has a message of its own, from the network where the mail is read")
                : Optional.empty();
    }
}
