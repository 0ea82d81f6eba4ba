// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Hours;
import argine.detect.Ledger;
import argine.detect.Notes;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Signal;
import java.util.Optional;

/**
 * Far more recipients in one hour than the account ever had.
 *
 * <p>Volume alone is a poor sign: newsletters, invoices and monitoring do the same, so it never
 * weighs more than a hint.
 */
final class RecipientSurge implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Hours hours = profile.all().hours;
        int peak = 0;
        int peakHour = 0;
        for (int row = 0; row < hours.size(); row++) {
            if (hours.count(row, Hours.Of.RECIPIENTS) > peak) {
                peak = hours.count(row, Hours.Of.RECIPIENTS);
                peakHour = hours.hour(row);
            }
        }
        int before = 0;
        for (int row = 0; row < hours.size() && hours.hour(row) < peakHour - 24; row++) {
            before = Math.max(before, hours.count(row, Hours.Of.RECIPIENTS));
        }
        boolean surge = peak >= 100 && peak > 5 * before;
        return surge
                ? alarm(
                        Kind.ENVELOPE,
                        Strength.WEAK,
                        peak
                                + " recipients within one hour"
                                + (before > 0 ? "; never more than " + before + " before" : ""),
                        lines(profile).firstOf(Topic.STRANGE_SENDER, Topic.QUEUED, Topic.SUBMITTED))
                : Optional.empty();
    }

    /** Of the strange networks, where there are any: the owner's lines would point at the owner. */
    private static Notes lines(Profile profile) {
        boolean strange = profile.strange().tally.messages > 0;
        return (strange ? profile.strange() : profile.all()).notes;
    }
}
