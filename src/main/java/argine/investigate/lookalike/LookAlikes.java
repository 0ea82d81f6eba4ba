// SPDX-License-Identifier: Apache-2.0
package argine.investigate.lookalike;

import argine.detect.Ledger;
import argine.detect.Profile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table of contents: every look-alike, the most telling first. */
public final class LookAlikes {
    private static final List<LookAlike> ALL =
            List.of(
                    new Monitoring(),
                    new PasswordRotation(),
                    new WebApplication(),
                    new MailMerge(),
                    new Newsletter(),
                    new Helpdesk(),
                    new Traveller(),
                    new SharedMailbox(),
                    new RoamingPhone(),
                    new SharedExit(),
                    new NewEmployee());

    private LookAlikes() {}

    /** What an account looks like, and why. */
    public record Found(String name, String because) {}

    /** The first look-alike that explains the profile, and all that speaks of misuse. */
    public static Optional<Found> explain(Profile profile, Ledger ledger, Set<String> misuse) {
        for (LookAlike lookAlike : ALL) {
            Optional<String> because =
                    lookAlike.excuses().containsAll(misuse)
                            ? lookAlike.explain(profile, ledger)
                            : Optional.empty();
            if (because.isPresent()) {
                return Optional.of(new Found(lookAlike.name(), because.get()));
            }
        }
        return Optional.empty();
    }
}
