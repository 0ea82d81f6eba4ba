// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Standing;
import argine.detect.Usage;
import java.util.List;

/**
 * Which part of an account's use is the thief's, and which the owner's.
 *
 * <p>The thief's are the bad networks, the new ones, and those of unknown standing that begin to
 * send once he does and never read.
 */
record Misuse(List<Usage> usages, List<Usage> own) {
    private static final long AN_HOUR = 3_600_000_000L;

    static Misuse of(Profile profile, Ledger ledger) {
        long onset =
                profile.strangers().stream()
                        .mapToLong(u -> u.firstMessage)
                        .min()
                        .orElse(Long.MIN_VALUE);
        List<Usage> thief =
                profile.usages().stream().filter(u -> isThiefs(profile, u, onset)).toList();
        List<Usage> own = profile.usages().stream().filter(u -> !thief.contains(u)).toList();
        return new Misuse(
                thief.isEmpty() ? List.copyOf(profile.usages()) : thief,
                thief.isEmpty() ? List.of() : own);
    }

    private static boolean isThiefs(Profile profile, Usage usage, long onset) {
        Standing standing = profile.standing(usage);
        boolean followed =
                standing == Standing.UNKNOWN
                        && usage.mailboxLogins == 0
                        && usage.firstMessage >= onset - AN_HOUR
                        && onset > 0;
        return usage.tally.messages > 0 && (standing.isStrange() || followed);
    }

    Usage sum() {
        return Usage.sum(usages);
    }

    /** The thief's mail comes from this host or one it trusts, where webmail runs. */
    boolean isFromHere(Ledger ledger) {
        long here = 0;
        long all = 0;
        for (Usage usage : usages) {
            for (var entry : usage.addresses.entrySet()) {
                all += entry.getValue().messages;
                here += ledger.isOwn(entry.getKey()) ? entry.getValue().messages : 0;
            }
        }
        return all > 0 && here * 2 > all;
    }
}
