// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import argine.detect.check.Snapshot.Busy;
import argine.detect.check.Snapshot.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Accounts that send what their owners would not, or far more than they ever did; counts the
 * accounts, and its limit is the number of recipients in one hour from which on an account is
 * looked at for mere volume.
 *
 * <p>What the signals take for a theft is critical. Volume alone is a poor sign (newsletters,
 * invoices, monitoring), so it only warns, and only where it is more than five times what the
 * account sent in any hour that is remembered, today's not among them. Old spam that is still being
 * tried again warns, too. What an account sent before it was contained is told and alarms no more.
 */
final class AccountHabits implements Check {
    private static final int FAR = 5;
    private static final int NAMED = 3;

    @Override
    public String word() {
        return "accounts";
    }

    @Override
    public Figure figure() {
        return Figure.ACCEPTED;
    }

    @Override
    public Limit limit() {
        return new Limit(100, Limit.NEVER);
    }

    @Override
    public Finding judge(Snapshot now, Past past, Limit limit) {
        List<String> misused = now.told(Weight.MISUSED);
        List<String> hints = new ArrayList<>(now.told(Weight.OLD));
        hints.addAll(beyondHabit(now, past, limit));
        boolean huge = !hints.isEmpty() && most(now) >= limit.critical();
        State state =
                huge || !misused.isEmpty()
                        ? State.CRITICAL
                        : hints.isEmpty() ? State.OK : State.WARNING;
        List<String> worst = huge || misused.isEmpty() ? joined(misused, hints) : misused;
        List<String> warning = huge || misused.isEmpty() ? List.of() : hints;
        List<String> others = joined(now.contained(), now.told(Weight.OTHERS));
        return new Finding(
                word(),
                state,
                Optional.of((long) misused.size() + hints.size()),
                Optional.empty(),
                limit,
                worst.isEmpty() ? "no account sends what its owner would not" : listed(worst),
                listed(warning),
                listed(others));
    }

    private static List<String> joined(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    private static List<String> beyondHabit(Snapshot now, Past past, Limit limit) {
        List<String> found = new ArrayList<>();
        for (Busy busy : now.busiest()) {
            boolean known = now.suspects().stream().anyMatch(s -> s.who().equals(busy.account()));
            Optional<Long> most = past.mostRecipients(busy.account());
            boolean beyond =
                    busy.recipients() >= limit.warn()
                            && most.isPresent()
                            && busy.recipients() > FAR * most.get();
            if (beyond && !known) {
                found.add(
                        busy.account()
                                + ": "
                                + busy.recipients()
                                + " recipients an hour, never more than "
                                + most.get()
                                + " before");
            }
        }
        return found;
    }

    private static long most(Snapshot now) {
        return now.busiest().stream().mapToLong(Busy::recipients).max().orElse(0);
    }

    private static String listed(List<String> sentences) {
        String first = String.join("; ", sentences.subList(0, Math.min(NAMED, sentences.size())));
        int more = sentences.size() - NAMED;
        return more > 0 ? first + "; and " + more + " more" : first;
    }
}
