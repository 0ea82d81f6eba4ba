// SPDX-License-Identifier: Apache-2.0
package argine.cli.past;

import argine.cli.guard.PastLoop;
import argine.guard.replay.Judged;
import argine.server.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a replay came to.
 *
 * @param accounts who would have been refused most first
 * @param robots what mailboxes sent by themselves, in the same order
 * @param stops whom the loop would have stopped, where it was asked
 * @param misused those in a stranger's hands, as far as the log shows
 */
record Replayed(
        List<Judged> accounts,
        List<Judged> robots,
        Optional<List<PastLoop.Stop>> stops,
        Set<String> misused,
        Reading reading) {
    Replayed {
        accounts = List.copyOf(accounts);
        robots = List.copyOf(robots);
        stops = stops.map(List::copyOf);
        misused = Set.copyOf(misused);
    }

    boolean isMisused(PastLoop.Stop stop) {
        return misused.contains(stop.account());
    }

    boolean isMisused(Judged account) {
        return misused.contains(account.account());
    }

    /** Those of whom something would have been refused. */
    List<Judged> refused() {
        return accounts.stream().filter(one -> one.first().isPresent()).toList();
    }

    /** Budgets of mailboxes that send by themselves, of which something would have been refused. */
    List<Judged> refusedRobots() {
        return robots.stream().filter(one -> one.first().isPresent()).toList();
    }

    long messages() {
        return accounts.stream().mapToLong(Judged::messages).sum();
    }

    long recipients() {
        return accounts.stream().mapToLong(Judged::recipients).sum();
    }

    /** Misused accounts that the rules would not have touched. */
    List<Judged> missed() {
        return accounts.stream().filter(one -> isMisused(one) && one.first().isEmpty()).toList();
    }

    /** Those who sent under names that are not theirs, and passed. */
    List<Judged> underOtherNames() {
        return accounts.stream().filter(one -> one.underOtherNames() > 0).toList();
    }
}
