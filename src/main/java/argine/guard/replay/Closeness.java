// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import argine.guard.limit.Limit;
import argine.guard.limit.Unit;
import argine.guard.replay.Learning.Measure;
import argine.guard.replay.Learning.Need;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How close to the habits of a server's accounts its limits are drawn.
 *
 * <p>An account whose habits are known is held to them. One that is hardly known is not held to the
 * little that is known: it has what all have, or more where it needed more. All together never get
 * more than the configured limit, and nobody does who does not come near to it.
 */
final class Closeness {
    private static final int KIB_PER_MB = 1024;

    private final List<Limit> limits;
    private final Measure measure;
    private final List<Limit> everybody = new ArrayList<>();
    private final int young;

    Closeness(List<Limit> limits, Collection<Habit> habits, Measure measure) {
        this.limits = limits;
        this.measure = measure;
        List<List<Long>> known =
                habits.stream()
                        .filter(this::isKnown)
                        .map(one -> one.usual(measure.days()))
                        .toList();
        this.young = habits.size() - known.size();
        for (int i = 0; i < limits.size(); i++) {
            int index = i;
            long[] sorted = known.stream().mapToLong(one -> one.get(index)).sorted().toArray();
            Limit limit = limits.get(i);
            everybody.add(
                    sorted.length == 0
                            ? limit
                            : lower(limit, close(limit, Peak.of(sorted, measure.accounts()))));
        }
    }

    private static Limit lower(Limit one, Limit other) {
        return one.most() < other.most() ? one : other;
    }

    private boolean isKnown(Habit habit) {
        return habit.days() >= measure.least();
    }

    int young() {
        return young;
    }

    /** The limits that all have, in place of those of the same kind. */
    List<Limit> everybody(List<Limit> given) {
        return given.stream()
                .map(
                        limit -> {
                            int index = limits.indexOf(limit);
                            return index < 0 ? limit : everybody.get(index);
                        })
                .toList();
    }

    /** What an account needs that is not what all have. */
    List<Need> needs(Habit habit) {
        boolean isKnown = isKnown(habit);
        List<Long> done = isKnown ? habit.usual(measure.days()) : habit.peaks();
        List<Need> needs = new ArrayList<>();
        for (int i = 0; i < limits.size(); i++) {
            Limit own = close(limits.get(i), done.get(i));
            long usual = everybody.get(i).most();
            if (isKnown ? own.most() != usual : own.most() > usual) {
                needs.add(new Need(own, done.get(i)));
            }
        }
        return needs;
    }

    private Limit close(Limit limit, long done) {
        if (limit.unit() == Unit.EXEMPT_RECIPIENTS || limit.unit() == Unit.REFUSED_ATTEMPTS) {
            return limit; // nobody is refused by it
        }
        Limit enough = Learning.enough(limit, done, measure.margin());
        if (Learning.isNear(limit, done)) {
            return enough;
        }
        long floor = (long) measure.floor() * (limit.unit() == Unit.SIZE ? KIB_PER_MB : 1);
        long most = Math.min(limit.most(), Math.max(floor, enough.most()));
        return new Limit(most, limit.unit(), limit.window());
    }
}
