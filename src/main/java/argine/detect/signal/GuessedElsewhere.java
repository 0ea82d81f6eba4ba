// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Attempts;
import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Signal;
import argine.detect.Usage;
import argine.mail.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Strangers guessed at the account from several networks in the days before it was misused.
 *
 * <p>Every account is guessed at now and then, so it is a hint, and only beside strange use.
 */
final class GuessedElsewhere implements Signal {
    private static final long WEEK = 7 * 86_400_000_000L;

    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Usage strange = profile.strange();
        if (strange.tally.messages == 0) {
            return Optional.empty();
        }
        long guesses = 0;
        int networks = 0;
        List<Line> lines = new ArrayList<>();
        for (Attempts attempts : profile.attempts().values()) {
            if (attempts.first() < strange.firstMessage
                    && attempts.first() > strange.firstMessage - WEEK) {
                guesses += attempts.before(strange.firstMessage);
                networks++;
                lines.addAll(attempts.lines().stream().limit(1).toList());
            }
        }
        boolean many = guesses >= 20 && networks >= 3;
        return many
                ? alarm(
                        Kind.LOGIN,
                        Strength.WEAK,
                        guesses
                                + " logins failed from "
                                + networks
                                + " networks in the week before the first strange message",
                        lines.subList(0, Math.min(3, lines.size())))
                : Optional.empty();
    }
}
