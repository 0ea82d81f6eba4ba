// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Ledger;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Signal;
import argine.detect.Usage;
import java.util.Optional;

/**
 * Remote servers refuse the account's mail as spam or for this server's reputation.
 *
 * <p>When the server's address is on a list, everybody's mail is refused; so the account must be
 * refused far more often than the others.
 */
final class RefusedForPolicy implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Usage strange = profile.strange();
        Usage usage = strange.tally.messages > 0 ? strange : profile.all();
        long refused = usage.tally.refusedForPolicy;
        if (refused < 5
                || refused * 10 < usage.tally.answered()
                || isEverybodys(profile, ledger, usage)) {
            return Optional.empty();
        }
        Strength strength =
                refused >= 50 && refused * 5 >= usage.tally.answered()
                        ? Strength.STRONG
                        : Strength.WEAK;
        return alarm(
                Kind.REMOTE,
                strength,
                refused
                        + " of "
                        + usage.tally.answered()
                        + " recipients were refused for spam or reputation",
                usage.notes.of(Topic.REFUSED_FOR_POLICY));
    }

    private static boolean isEverybodys(Profile profile, Ledger ledger, Usage usage) {
        long refused = 0;
        long answered = 0;
        for (Profile other : ledger.profiles()) {
            if (other != profile && other.isAccount()) {
                refused += other.all().tally.refusedForPolicy;
                answered += other.all().tally.answered();
            }
        }
        return answered >= 20
                && refused * 2 * usage.tally.answered() >= usage.tally.refusedForPolicy * answered;
    }
}
