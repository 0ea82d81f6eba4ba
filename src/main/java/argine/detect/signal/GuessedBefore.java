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
import argine.mail.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Logins failed from a network, and then one from the same network succeeded and sent mail.
 *
 * <p>Look-alike: the owner's phone with the old password; but it reads mail from there too, or did
 * before, and then the network is the owner's.
 */
final class GuessedBefore implements Signal {
    private static final int FEW = 2;
    private static final int MANY = 10;

    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        for (Usage usage : profile.strangers()) {
            long failures = profile.failuresBefore(usage);
            if (failures >= FEW && !profile.isReadByOwner(usage)) {
                Strength strength = failures >= MANY ? Strength.STRONG : Strength.WEAK;
                List<Line> lines = new ArrayList<>(profile.linesOfFailures(usage.network));
                lines.addAll(usage.notes.of(Topic.SUBMITTED).stream().limit(1).toList());
                return alarm(
                        Kind.LOGIN,
                        strength,
                        failures
                                + " logins failed from "
                                + usage.network
                                + ", then one succeeded and sent mail",
                        lines);
            }
        }
        return Optional.empty();
    }
}
