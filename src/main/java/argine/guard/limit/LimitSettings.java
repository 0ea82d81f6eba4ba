// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import argine.guard.Channel;
import argine.mail.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All limits, as the configuration says.
 *
 * @param exempt recipients who use up nothing; each for itself
 * @param warnPercent how much of a limit is used before somebody is told
 */
public record LimitSettings(
        Map<Channel, Budget> budgets,
        Map<String, Allowance> allowances,
        Set<Address> exempt,
        int warnPercent) {
    public static final int USUAL_WARN_PERCENT = 80;
    public static final LimitSettings NONE =
            new LimitSettings(Map.of(), Map.of(), Set.of(), USUAL_WARN_PERCENT);

    public LimitSettings {
        budgets = Map.copyOf(budgets);
        allowances = Map.copyOf(allowances);
        exempt = Set.copyOf(exempt);
    }

    public Budget budget(Channel channel) {
        return budgets.getOrDefault(channel, Budget.NONE);
    }

    /** The limits of a scope for one payer, with those that are its own. */
    List<Limit> limits(Channel channel, Scope scope, String payer, Instant now) {
        List<Limit> usual = budget(channel).of(scope);
        if (allowances.isEmpty()) {
            return usual;
        }
        String name =
                switch (scope) {
                    case ACCOUNT -> payer;
                    case DOMAIN -> "@" + payer.substring(payer.lastIndexOf('@') + 1);
                    case NETWORK, EVERYWHERE -> "";
                };
        Allowance own = allowances.get(name);
        boolean isOfPeople = channel == Channel.SUBMISSION || channel == Channel.WEBMAIL;
        return own != null && stands(own, now) && (isOfPeople || !usual.isEmpty())
                ? replaced(usual, own.limits())
                : usual;
    }

    private static boolean stands(Allowance allowance, Instant now) {
        return allowance.until().map(now::isBefore).orElse(true);
    }

    /** How many meters there can be: each channel, scope, unit and window has its own. */
    public long meters() {
        long usual =
                budgets.values().stream()
                        .flatMap(budget -> budget.limits().values().stream())
                        .mapToLong(List::size)
                        .sum();
        long own =
                allowances.values().stream()
                        .flatMap(allowance -> allowance.limits().stream())
                        .map(LimitSettings::kind)
                        .distinct()
                        .count();
        return usual + own * budgets.size();
    }

    private static List<Limit> replaced(List<Limit> usual, List<Limit> own) {
        Map<String, Limit> byKind = new HashMap<>();
        own.forEach(limit -> byKind.put(kind(limit), limit));
        List<Limit> all = new ArrayList<>();
        for (Limit limit : usual) {
            Limit instead = byKind.remove(kind(limit));
            all.add(instead == null ? limit : instead);
        }
        own.stream().filter(limit -> byKind.containsKey(kind(limit))).forEach(all::add);
        return all;
    }

    private static String kind(Limit limit) {
        return limit.unit() + " " + limit.window();
    }
}
