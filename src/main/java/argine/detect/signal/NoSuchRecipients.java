// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Hours;
import argine.detect.Ledger;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Signal;
import argine.detect.Usage;
import java.util.Optional;

/**
 * Many of the recipients do not exist.
 *
 * <p>The clearest sign of invented or harvested addresses, and the one that never raised a false
 * alarm when it was measured. Honest lists have up to one dead address in twenty-five, sign-up
 * forms one in twelve; here it must be one in eight.
 */
final class NoSuchRecipients implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Usage strange = profile.strange();
        Usage usage = strange.tally.messages > 0 ? strange : profile.all();
        long dead = usage.tally.noSuchRecipient;
        long answered = usage.tally.answered();
        if (dead >= 8 && dead * 8 >= answered) {
            return alarm(
                    Kind.REMOTE,
                    Strength.STRONG,
                    dead + " of " + answered + " recipients do not exist",
                    usage.notes.of(Topic.NO_SUCH_RECIPIENT));
        }
        boolean many = usage.hours.peak(Hours.Of.NO_SUCH_RECIPIENT) >= 100;
        return many
                ? alarm(
                        Kind.REMOTE,
                        Strength.WEAK,
                        "over 100 recipients in one hour do not exist, of " + answered + " in all",
                        usage.notes.of(Topic.NO_SUCH_RECIPIENT))
                : Optional.empty();
    }
}
