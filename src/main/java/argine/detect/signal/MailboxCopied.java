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

/** The mailbox was read in bulk from a strange network: what it holds is known to somebody. */
final class MailboxCopied implements Signal {
    private static final long MUCH = 20_000_000;

    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        Usage strange = profile.strange();
        boolean bulk =
                strange.mailboxBytes >= MUCH
                        && strange.mailboxBytes > 10 * profile.own().mailboxBytes;
        return bulk
                ? alarm(
                        Kind.PERSISTENCE,
                        Strength.WEAK,
                        strange.mailboxBytes / 1_000_000
                                + " MB of mail were read from strange networks",
                        strange.notes.of(Topic.MAILBOX_READ))
                : Optional.empty();
    }
}
