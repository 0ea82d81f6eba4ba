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
 * An account that had been silent for two weeks sends again, from elsewhere.
 *
 * <p>Forgotten accounts are stolen more often and noticed later. Look-alike: a holiday.
 */
final class WokeUp implements Signal {
    private static final long TWO_WEEKS = 14 * 86_400_000_000L;

    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Usage strange = profile.strange();
        long own = profile.own().lastSeen;
        boolean silent =
                own > 0 && strange.tally.messages > 0 && strange.firstMessage - own > TWO_WEEKS;
        return silent
                ? alarm(
                        Kind.LOGIN,
                        Strength.WEAK,
                        "the owner had not used the account for two weeks",
                        strange.notes.of(Topic.SUBMITTED))
                : Optional.empty();
    }
}
