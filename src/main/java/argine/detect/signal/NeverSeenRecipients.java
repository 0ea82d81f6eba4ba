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
 * Nearly all recipients are people to whom the account never wrote.
 *
 * <p>A web application always writes to new people; so it is said only of strange networks.
 */
final class NeverSeenRecipients implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Usage strange = profile.strange();
        long all = strange.tally.external.size();
        long fresh = strange.tally.external.countNotIn(profile.own().tally.external);
        boolean most =
                profile.own().tally.recipients() >= 5 && fresh >= 40 && fresh * 10 >= all * 8;
        return most
                ? alarm(
                        Kind.ENVELOPE,
                        Strength.WEAK,
                        fresh + " of " + all + " recipients never had mail from this account",
                        strange.notes.firstOf(Topic.STRANGE_SENDER, Topic.QUEUED, Topic.SUBMITTED))
                : Optional.empty();
    }
}
