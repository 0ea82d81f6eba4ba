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
 * <p>Look-alike: monitoring, which writes to one or two.
 */
final class SameSize implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Usage strange = profile.suspect();
        long most = 0;
        for (int step : strange.sizes.names()) {
            most = Math.max(most, strange.sizes.count(step) + strange.sizes.count(step + 1));
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
                        strange.notes.of(Topic.STRANGE_SENDER))
                : Optional.empty();
    }
}
