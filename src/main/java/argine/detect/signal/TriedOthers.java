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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The network that sent for this account tried other people's accounts too.
 *
 * <p>Look-alike: an office behind one address with an old phone in it; but an office's networks are
 * those of its accounts.
 */
final class TriedOthers implements Signal {
    private static final int MANY = 5;

    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        for (Usage usage : profile.strangers()) {
            int others = ledger.victims(usage, profile.name()).size();
            if (others >= 2) {
                Strength strength = others >= MANY ? Strength.STRONG : Strength.WEAK;
                String claim = usage.network + " tried " + others + " other names without success";
                return alarm(Kind.LOGIN, strength, claim, lines(profile, usage, ledger));
            }
        }
        return Optional.empty();
    }

    /** Failures at others' names, and how this account was used from there. */
    private static List<Line> lines(Profile profile, Usage usage, Ledger ledger) {
        return Stream.concat(
                        ledger.linesOfTries(usage, profile.name()).stream().limit(2),
                        usage.notes.of(Topic.SUBMITTED).stream().limit(1))
                .toList();
    }
}
