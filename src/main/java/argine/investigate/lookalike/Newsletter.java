// SPDX-License-Identifier: Apache-2.0
package argine.investigate.lookalike;

import argine.detect.Hours;
import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Usage;
import java.util.Optional;
import java.util.Set;

/** One account, few runs, the same message to many people who exist. */
final class Newsletter implements LookAlike {
    @Override
    public String name() {
        return "newsletter";
    }

    @Override
    public Set<String> excuses() {
        return Set.of("ForgedSenders", "NearDuplicates");
    }

    @Override
    public Optional<String> explain(Profile profile, Ledger ledger) {
        Usage all = profile.all();
        Hours hours = all.hours;
        int names = all.senders.names().size();
        boolean runs = hours.peak(Hours.Of.RECIPIENTS) >= 100 && names <= 3;
        boolean alive = all.tally.delivered * 2 > all.tally.answered();
        boolean apart = all.tally.external.size() * 2 >= all.tally.recipients();
        return runs && alive && apart
                ? Optional.of(
                        percent(all.tally.noSuchRecipient, all.tally.answered())
                                + " of the recipients do not exist, "
                                + (names == 1 ? "one sender" : names + " senders")
                                + whence(profile))
                : Optional.empty();
    }

    private static String whence(Profile profile) {
        if (!profile.strangers().isEmpty()) {
            return ", in part from networks that are new to the account";
        }
        boolean usual = profile.own().tally.messages == profile.all().tally.messages;
        return usual ? ", the account's usual networks" : "";
    }
}
