// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Ledger;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Signal;
import argine.mail.Address;
import java.util.Optional;

/**
 * The account sends under the names of several other people of this server, from a strange network.
 */
final class OtherLocalSenders implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        long others =
                profile.strange().senders.names().stream()
                        .filter(s -> !s.isNull() && ledger.isLocal(s.domain()))
                        .filter(s -> !isOwnName(profile, s) && !profile.own().senders.has(s))
                        .count();
        return others >= 3
                ? alarm(
                        Kind.ENVELOPE,
                        Strength.WEAK,
                        "sends under " + others + " other local names",
                        profile.strange()
                                .notes
                                .firstOf(Topic.STRANGE_SENDER, Topic.QUEUED, Topic.SUBMITTED))
                : Optional.empty();
    }

    private static boolean isOwnName(Profile profile, Address sender) {
        return profile.name().equals(sender.toString()) || profile.name().equals(sender.local());
    }
}
