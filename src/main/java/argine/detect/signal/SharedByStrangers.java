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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The same strange networks send for several accounts.
 *
 * <p>After EVILCOHORT (USENIX Security 2015): accounts of one thief share his machines. Look-alike:
 * a VPN or an office; there the accounts' mail is read too.
 */
final class SharedByStrangers implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        List<Usage> shared =
                profile.strangers().stream()
                        .filter(u -> u.mailboxLogins == 0 && ledger.isShared(u, profile.name()))
                        .toList();
        if (shared.isEmpty()) {
            return Optional.empty();
        }
        Set<String> others = new TreeSet<>();
        shared.forEach(u -> others.addAll(ledger.sharers(u, profile.name())));
        Strength strength = shared.size() >= 3 ? Strength.STRONG : Strength.WEAK;
        return alarm(
                Kind.LOGIN,
                strength,
                shared.size()
                        + " strange networks also sent for "
                        + String.join(", ", others.stream().limit(5).toList()),
                shared.getFirst().notes.of(Topic.SUBMITTED));
    }
}
