// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Ledger;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Signal;
import argine.detect.Standing;
import argine.mail.Line;
import java.util.List;
import java.util.Optional;

/**
 * Many networks send for one account within a day.
 *
 * <p>People have a handful: home, work, a phone. A botnet has hundreds, few messages each. Counted
 * by /24 and /48, so that a phone that roams in one carrier's range is one network. Look-alike: a
 * shared mailbox, whose people read it too and so are not counted.
 */
final class ManyNetworks implements Signal {
    private static final int SUSPICIOUS = 6;
    private static final int MANY = 15;
    private static final long DAY = 86_400_000_000L;

    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        int most = mostInOneDay(profile);
        long own =
                profile.usages().stream().filter(u -> profile.standing(u) == Standing.OWN).count();
        if (most < SUSPICIOUS || most <= 2 * own + 2) {
            return Optional.empty();
        }
        Strength strength = most >= MANY && most >= 4 * own ? Strength.STRONG : Strength.WEAK;
        String claim =
                most
                        + " networks sent for this account within 24 hours,"
                        + " from which its mail was not read before";
        List<Line> lines =
                profile.strangers().stream()
                        .limit(3)
                        .flatMap(u -> u.notes.of(Topic.SUBMITTED).stream().limit(1))
                        .toList();
        return alarm(Kind.LOGIN, strength, claim, lines);
    }

    private static int mostInOneDay(Profile profile) {
        long[] firsts =
                profile.usages().stream()
                        .filter(u -> u.tally.messages > 0 && !profile.isReadByOwner(u))
                        .mapToLong(u -> u.firstMessage)
                        .sorted()
                        .toArray();
        int most = 0;
        int from = 0;
        for (int to = 0; to < firsts.length; to++) {
            while (firsts[to] - firsts[from] > DAY) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }
}
