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
import java.util.regex.Pattern;

/**
 * The client greets with the name of a machine that is known for sending spam.
 *
 * <p>{@code WIN-} and eleven letters or digits is the name that Windows Server gives itself: a
 * rented machine, not a person's. {@code ylmf-pc} is a botnet of long standing.
 */
final class BotHostname implements Signal {
    private static final Pattern BOT = Pattern.compile("(?i)win-[a-z0-9]{11}|ylmf-pc");

    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        for (String helo : profile.strange().helos.names()) {
            if (BOT.matcher(helo).matches()) {
                return alarm(
                        Kind.LOGIN,
                        Strength.WEAK,
                        "the client calls itself " + helo,
                        profile.strange().notes.of(Topic.SUBMITTED));
            }
        }
        return Optional.empty();
    }
}
