// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Usage;
import java.util.List;

/**
 * Says whether the thief read the owner's mail, as far as logins of mail programs tell: the owner
 * has to know, and in the European Union so has whoever answers for the data.
 *
 * <p>A network that reads and does not send may be either's: whoever steals a password often reads
 * first, and sends from elsewhere. So those that began to read in the week before, or later, are
 * named and not judged.
 */
final class MailboxRead {
    private static final int MOST_NETWORKS = 50;
    private static final long A_DAY = 24 * 3_600_000_000L;
    private static final long A_WEEK = 7 * A_DAY;

    private MailboxRead() {}

    static Case.Mailbox of(Profile profile, Misuse misuse, Ledger ledger) {
        Usage thief = misuse.sum();
        long since = Math.min(thief.firstSuccess, thief.firstMessage);
        long began = Math.max(since - A_WEEK, Math.min(since, ledger.from() + A_DAY));
        List<String> others =
                profile.usages().stream()
                        .filter(usage -> !misuse.usages().contains(usage))
                        .filter(usage -> usage.mailboxLogins > 0 && usage.firstSuccess >= began)
                        .map(usage -> usage.network.toString())
                        .sorted()
                        .limit(MOST_NETWORKS)
                        .toList();
        return new Case.Mailbox(
                Completeness.showsReading(ledger), thief.mailboxLogins, thief.mailboxBytes, others);
    }
}
