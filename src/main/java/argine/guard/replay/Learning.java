// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import argine.guard.Configuration;
import argine.guard.Directory;
import argine.guard.Logins;
import argine.guard.limit.Limit;
import argine.guard.limit.Unit;
import argine.guard.rule.Ownership;
import argine.mail.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the accounts of a log usually do, and the exceptions that the rules need so that none of
 * them is hindered.
 *
 * <p>Memory: about 4 KiB an account, and 8 bytes for each recipient that it wrote to and each limit
 * on each day.
 */
public final class Learning {
    /** In percent of a limit: who comes so near to it needs more. */
    private static final int NEAR = 80;

    private static final int ROOM = 2;
    private static final int MANY_OF_A_DOMAIN = 4;
    private static final int KIB_PER_MB = 1024;

    private final Logins logins;
    private final Ownership ownership;
    private final List<Limit> given;
    private final List<Limit> limits;
    private final Map<String, Habit> habits = new TreeMap<>();

    /**
     * What one account needs.
     *
     * @param days on how many it sent something
     * @param needs for each limit that is to be another, the other
     * @param senders what it sent as besides its own names, whole domains where there are many
     *     names, and in how many messages
     */
    public record Proposal(String account, int days, List<Need> needs, Map<String, Long> senders) {}

    /** A limit that an account needs, because of the most that it does. */
    public record Need(Limit limit, long peak) {}

    /**
     * How close to habits limits are drawn.
     *
     * @param accounts so many of a hundred accounts do with the limits that all have
     * @param days on so many of a hundred of its days an account does with its own
     * @param margin that many times what was done
     * @param floor no limit is lower, unless the configured one is; pieces, or MB of a size
     * @param least days on which an account must have sent before its habits are known
     */
    public record Measure(int accounts, int days, int margin, int floor, int least) {}

    /**
     * Limits close to habits.
     *
     * @param everybody those that all accounts have, with what is not learned as it was
     * @param proposals of whom others are to be
     * @param young accounts whose habits are not known yet
     */
    public record Tightened(List<Limit> everybody, List<Proposal> proposals, int young) {}

    /** How near accounts come to a limit: 95 of 100 do no more than {@code most} in a window. */
    public record Usual(Limit limit, long most, long busiest) {}

    /**
     * Nothing is known yet.
     *
     * @param limits those that every account has; what failed is no habit and teaches nothing
     */
    public Learning(Configuration configuration, Directory directory, List<Limit> limits) {
        this.logins = configuration.logins(directory);
        this.ownership = new Ownership(directory, configuration.also());
        this.given = List.copyOf(limits);
        this.limits =
                limits.stream().filter(limit -> limit.unit() != Unit.FAILED_RECIPIENTS).toList();
    }

    /** Learns from a message; what nobody logged in for teaches nothing. */
    public void message(PastMessage message) {
        String account = logins.of(message.login()).account();
        if (account.isEmpty()) {
            return;
        }
        Habit habit = habits.computeIfAbsent(account, _ -> new Habit(limits));
        habit.take(message);
        if (!message.sender().isNull() && !ownership.owns(account, message.sender())) {
            habit.wroteAs(message.sender());
        }
    }

    public int accounts() {
        return habits.size();
    }

    /**
     * What accounts need that the limits and the directory do not give them.
     *
     * @param misused accounts whose habits are a thief's
     * @param least so many messages under a name make it a habit
     */
    public List<Proposal> proposals(Set<String> misused, long least) {
        List<Proposal> proposals = new ArrayList<>();
        habits.forEach(
                (account, habit) -> {
                    Proposal one =
                            new Proposal(
                                    account,
                                    habit.days(),
                                    needs(habit),
                                    senders(habit.otherNames(), least));
                    boolean needsNothing = one.needs().isEmpty() && one.senders().isEmpty();
                    if (!misused.contains(account) && !needsNothing) {
                        proposals.add(one);
                    }
                });
        return proposals;
    }

    /**
     * Limits that are as near to what accounts do as they may be, for all and for each.
     *
     * @param misused accounts whose habits are a thief's
     * @param least so many messages under a name make it a habit
     */
    public Tightened tightened(Set<String> misused, long least, Measure measure) {
        Map<String, Habit> owners = new TreeMap<>(habits);
        owners.keySet().removeAll(misused);
        Closeness closeness = new Closeness(limits, owners.values(), measure);
        List<Proposal> proposals = new ArrayList<>();
        owners.forEach(
                (account, habit) -> {
                    Proposal one =
                            new Proposal(
                                    account,
                                    habit.days(),
                                    closeness.needs(habit),
                                    senders(habit.otherNames(), least));
                    if (!one.needs().isEmpty() || !one.senders().isEmpty()) {
                        proposals.add(one);
                    }
                });
        return new Tightened(closeness.everybody(given), proposals, closeness.young());
    }

    /** How near the accounts come to each limit, without those that are misused. */
    public List<Usual> usual(Set<String> misused) {
        List<Usual> all = new ArrayList<>();
        for (int i = 0; i < limits.size(); i++) {
            int index = i;
            long[] peaks =
                    habits.entrySet().stream()
                            .filter(one -> !misused.contains(one.getKey()))
                            .mapToLong(one -> one.getValue().peaks().get(index))
                            .sorted()
                            .toArray();
            if (peaks.length > 0) {
                all.add(new Usual(limits.get(i), Peak.of(peaks, 95), peaks[peaks.length - 1]));
            }
        }
        return all;
    }

    private List<Need> needs(Habit habit) {
        List<Need> needs = new ArrayList<>();
        List<Long> peaks = habit.peaks();
        for (int i = 0; i < limits.size(); i++) {
            Limit limit = limits.get(i);
            long peak = peaks.get(i);
            if (isNear(limit, peak)) {
                needs.add(new Need(enough(limit, peak, ROOM), peak));
            }
        }
        return needs;
    }

    static boolean isNear(Limit limit, long peak) {
        return peak > limit.most() / 100 * NEAR + limit.most() % 100 * NEAR / 100;
    }

    /** Room for so many times as much as there was, as a round number. */
    static Limit enough(Limit limit, long peak, int room) {
        long piece = limit.unit() == Unit.SIZE ? KIB_PER_MB : 1;
        long pieces = Math.max(1, (peak * room + piece - 1) / piece);
        return new Limit(round(pieces) * piece, limit.unit(), limit.window());
    }

    /** The next of 1, 2, 3, 5 with noughts behind. */
    private static long round(long number) {
        for (long unit = 1; ; unit *= 10) {
            for (long digit : new long[] {1, 2, 3, 5}) {
                if (digit * unit >= number) {
                    return digit * unit;
                }
            }
        }
    }

    private static Map<String, Long> senders(Map<Address, Long> names, long least) {
        Map<String, Map<String, Long>> byDomain = new TreeMap<>();
        names.forEach(
                (name, messages) ->
                        byDomain.computeIfAbsent(name.domain(), _ -> new TreeMap<>())
                                .put(name.toString(), messages));
        Map<String, Long> senders = new TreeMap<>();
        byDomain.forEach(
                (domain, some) -> {
                    long all = some.values().stream().mapToLong(Long::longValue).sum();
                    if (some.size() > MANY_OF_A_DOMAIN && all >= least && !domain.isEmpty()) {
                        senders.put("@" + domain, all);
                    } else {
                        some.values().removeIf(messages -> messages < least);
                        senders.putAll(some);
                    }
                });
        return senders;
    }
}
