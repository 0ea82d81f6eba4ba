// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Standings;
import argine.detect.Usage;
import argine.detect.signal.Signals;
import argine.mail.Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom the log does not name: one for each network, and one thief where several networks send
 * alike.
 *
 * <p>What the senders of an envelope say proves nobody's login, so networks are put together only
 * where what they did together is certain to be misuse: honest people who write under one name from
 * several places stay apart.
 */
record Unnamed(Ledger ledger, Signals signals) {
    private static final int A_GOOD_PART = 3;

    /** All accounts, those of one thief as one. */
    List<Profile> joined() {
        List<Profile> accounts =
                ledger.profiles().stream()
                        .filter(Profile::isAccount)
                        .sorted(Comparator.comparing(Profile::name))
                        .toList();
        Set<Profile> parts = new HashSet<>();
        List<Profile> joined = new ArrayList<>();
        for (Set<Profile> alike : alike(accounts)) {
            Profile one = Profile.together(List.copyOf(alike));
            new Standings(ledger).judge(List.of(one));
            if (new Verdict(signals.judge(one, ledger)).isCertain()) {
                joined.add(one);
                parts.addAll(alike);
            }
        }
        accounts.stream().filter(account -> !parts.contains(account)).forEach(joined::add);
        return joined;
    }

    /** Networks from which nobody reads, and whose messages bear the same senders. */
    private static List<Set<Profile>> alike(List<Profile> accounts) {
        Map<Address, List<Profile>> bySender = new LinkedHashMap<>();
        for (Profile profile : accounts) {
            Usage all = profile.all();
            if (!profile.isMasked() || all.mailboxLogins > 0) {
                continue;
            }
            for (Address sender : all.senders.names()) {
                if (all.senders.count(sender) * A_GOOD_PART >= all.tally.messages) {
                    bySender.computeIfAbsent(sender, _ -> new ArrayList<>()).add(profile);
                }
            }
        }
        List<Set<Profile>> groups = new ArrayList<>();
        for (List<Profile> same : bySender.values()) {
            if (same.size() > 1) {
                Set<Profile> group = new LinkedHashSet<>(same);
                List<Set<Profile>> shared =
                        groups.stream().filter(g -> !Collections.disjoint(g, same)).toList();
                shared.forEach(group::addAll);
                groups.removeIf(g -> !Collections.disjoint(g, same));
                groups.add(group);
            }
        }
        return groups;
    }
}
