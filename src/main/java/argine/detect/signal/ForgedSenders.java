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
import argine.mail.Address;
import argine.mail.Plural;
import java.util.Optional;

/**
 * The account sends under names that are not its own and that its owner never used.
 *
 * <p>Look-alikes: a helpdesk, "send as", mailing software; those do it from the account's own
 * networks and have always done so. Where nothing is known of the owner, only a flood under several
 * names weighs much.
 */
final class ForgedSenders implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Usage strange = profile.suspect();
        long forged = 0;
        int names = 0;
        for (Address sender : strange.senders.names()) {
            if (!sender.isNull()
                    && !ledger.isLocal(sender.domain())
                    && !profile.own().senders.has(sender)) {
                forged += strange.senders.count(sender);
                names++;
            }
        }
        forged += strange.senders.others();
        if (forged < 3) {
            return Optional.empty();
        }
        boolean most = forged * 2 >= strange.tally.messages;
        boolean flood = forged >= 50 && forged * 10 >= strange.tally.messages * 9 && names >= 2;
        boolean strong = profile.isWithoutPast() ? flood : most;
        Strength strength = strong ? Strength.STRONG : Strength.WEAK;
        String claim =
                forged
                        + " messages bear "
                        + (strange.senders.others() > 0 ? "over " : "")
                        + Plural.of(names, "sender")
                        + " of other domains";
        return alarm(Kind.ENVELOPE, strength, claim, strange.notes.of(Topic.STRANGE_SENDER));
    }
}
