// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Ledger;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Signal;
import java.util.Optional;

/**
 * Recipients come in the order of the alphabet: a list is being worked through.
 *
 * <p>By chance a run of twenty does not happen. Look-alike: a newsletter with a sorted list, which
 * comes from the account's own network.
 */
final class SortedRecipients implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        int run = profile.strange().longestSortedRun();
        return run >= 20
                ? alarm(
                        Kind.ENVELOPE,
                        Strength.WEAK,
                        run + " recipients in a row in alphabetical order",
                        profile.strange()
                                .notes
                                .firstOf(Topic.STRANGE_SENDER, Topic.QUEUED, Topic.SUBMITTED))
                : Optional.empty();
    }
}
