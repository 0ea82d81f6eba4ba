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
import java.util.Optional;

/**
 * Mail is sent at hours of the day at which the owner never does.
 *
 * <p>Needs a habit: at least forty active hours of the owner's own. Look-alike: night shifts.
 */
final class UnusualHours implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Hours own = profile.own().hours;
        Hours strange = profile.strange().hours;
        if (own.size() < 40 || strange.size() == 0) {
            return Optional.empty();
        }
        boolean[] usual = new boolean[24];
        for (int row = 0; row < own.size(); row++) {
            usual[own.hour(row) % 24] = true;
        }
        long outside = 0;
        for (int row = 0; row < strange.size(); row++) {
            outside += usual[strange.hour(row) % 24] ? 0 : strange.count(row, Hours.Of.MESSAGES);
        }
        boolean most = outside >= 10 && outside * 10 >= strange.sum(Hours.Of.MESSAGES) * 8;
        return most
                ? alarm(
                        Kind.LOGIN,
                        Strength.WEAK,
                        outside + " messages were sent at hours at which the owner never sends",
                        profile.strange().notes.of(Topic.SUBMITTED))
                : Optional.empty();
    }
}
