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
 * An account that had been silent for two weeks sends again, from elsewhere; or one that nobody
 * used in a week of the log, and more, begins to send what no owner sends.
 *
 * <p>Forgotten accounts are stolen more often and noticed later. Look-alikes: a holiday; a new
 * employee, a new program, of whom nothing is said while they behave.
 */
final class WokeUp implements Signal {
    private static final long TWO_WEEKS = 14 * 86_400_000_000L;
    private static final long WEEK = TWO_WEEKS / 2;

    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Usage strange = profile.strange();
        long own = profile.own().lastSeen;
        if (strange.tally.messages == 0) {
            return Optional.empty();
        }
        if (own > 0) {
            return strange.firstMessage - own > TWO_WEEKS
                    ? said("the owner had not used the account for two weeks", strange)
                    : Optional.empty();
        }
        return profile.all().firstSeen - ledger.from() > WEEK
                ? said("nobody had used the account for a week and more", strange)
                : Optional.empty();
    }

    private Optional<Alarm> said(String what, Usage strange) {
        return alarm(Kind.LOGIN, Strength.WEAK, what, strange.notes.of(Topic.SUBMITTED));
    }
}
