// SPDX-License-Identifier: Apache-2.0
package argine.investigate.lookalike;

import argine.detect.Ledger;
import argine.detect.Profile;
import java.util.Optional;

/** Several people use one account, and read it. */
final class SharedMailbox implements LookAlike {
    @Override
    public String name() {
        return "shared mailbox";
    }

    @Override
    public Optional<String> explain(Profile profile, Ledger ledger) {
        long readers = profile.usages().stream().filter(u -> u.mailboxLogins > 0).count();
        long addresses =
                profile.usages().stream()
                        .filter(u -> u.mailboxLogins > 0)
                        .mapToLong(u -> u.addresses.size())
                        .sum();
        return readers >= 3 && addresses >= 5
                ? Optional.of(
                        "its mail is read from "
                                + addresses
                                + " addresses in "
                                + readers
                                + " networks")
                : Optional.empty();
    }
}
