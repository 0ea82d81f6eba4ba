// SPDX-License-Identifier: Apache-2.0
package argine.investigate.lookalike;

import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Usage;
import java.util.Optional;
import java.util.Set;

/** One account that writes under many names, as help desks and "send as" do. */
final class Helpdesk implements LookAlike {
    @Override
    public String name() {
        return "helpdesk";
    }

    @Override
    public Set<String> excuses() {
        return Set.of("ForgedSenders");
    }

    @Override
    public Optional<String> explain(Profile profile, Ledger ledger) {
        Usage all = profile.all();
        boolean names = all.senders.names().size() >= 3 && profile.strangers().isEmpty();
        return names
                ? Optional.of(
                        all.senders.names().size()
                                + " senders, all from the account's usual networks, to people who exist")
                : Optional.empty();
    }
}
