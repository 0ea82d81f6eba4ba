// SPDX-License-Identifier: Apache-2.0
package argine.investigate.lookalike;

import argine.detect.Ledger;
import argine.detect.Profile;
import java.util.Optional;
import java.util.Set;

/** An account without a past. */
final class NewEmployee implements LookAlike {
    private static final long DAY = 86_400_000_000L;

    @Override
    public String name() {
        return "new account";
    }

    @Override
    public Set<String> excuses() {
        return Set.of("ForgedSenders");
    }

    @Override
    public Optional<String> explain(Profile profile, Ledger ledger) {
        long span = profile.all().lastSeen - profile.all().firstSeen;
        boolean late = profile.all().firstSeen - ledger.from() > DAY;
        return late && span < 5 * DAY
                ? Optional.of(
                        "first used "
                                + Math.max(1, span / DAY)
                                + " days before its last use, so it has no habits yet")
                : Optional.empty();
    }
}
