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
 * Many messages of nearly the same size, for many people.
 *
 * <p>Look-alikes: monitoring, which writes to one or two; and whoever sends one form again and
 * again, in whose own mail at home that size is common too.
 */
final class SameSize implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Usage strange = profile.suspect();
        long most = 0;
        for (int step : strange.sizes.names()) {
            if (!isHabit(profile.own(), step)) {
                most = Math.max(most, near(strange, step));
            }
        }
        boolean same =
                most >= 50
                        && most * 10 >= strange.tally.messages * 8
                        && strange.tally.recipients() >= 20;
        return same
                ? alarm(
                        Kind.CONTENT,
                        Strength.WEAK,
                        most + " messages have the same size within 3 %",
                        strange.notes.firstOf(Topic.STRANGE_SENDER, Topic.QUEUED))
                : Optional.empty();
    }

    private static long near(Usage usage, int step) {
        return usage.sizes.count(step) + usage.sizes.count(step + 1);
    }

    /** One in ten of the owner's own messages has it: a form, not a size that was hit by chance. */
    private static boolean isHabit(Usage own, int step) {
        long same = near(own, step);
        return same >= 3 && same * 10 >= own.tally.messages;
    }
}
