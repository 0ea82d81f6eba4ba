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
 * Somebody sends from networks where the account's mail is never read, while the owner reads it
 * elsewhere.
 *
 * <p>Scanners and web applications never read mail at all, so nothing is said of accounts without a
 * mailbox in use.
 */
final class SendsWithoutReading implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Usage strange = profile.strange();
        boolean owned = profile.own().mailboxLogins > 0;
        if (!owned || strange.tally.messages < 3 || strange.mailboxLogins > 0) {
            return Optional.empty();
        }
        return alarm(
                Kind.LOGIN,
                Strength.WEAK,
                strange.tally.messages
                        + " messages came from networks where this account's mail is never read",
                strange.notes.of(Topic.SUBMITTED));
    }
}
