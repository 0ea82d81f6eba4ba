// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import argine.guard.Channel;
import argine.guard.Question;
import argine.store.count.Charge;
import argine.store.count.Counters;
import argine.store.count.Level;
import argine.store.count.Meter;
import argine.store.count.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a message would add to every limit that concerns it: limits and charges, side by side. */
record Bill(List<Limit> limits, List<Charge> charges) {
    /**
     * A /48 of IPv6, which is one customer or a building of them, may do so often what a /64 may.
     */
    private static final int AROUND = 8;

    /** Never refuses; so that whoever writes to exempt recipients all day is seen. */
    static final Limit EXEMPT =
            new Limit(Charge.UNLIMITED, Unit.EXEMPT_RECIPIENTS, Duration.ofDays(1));

    /** Never refuses; so that whoever goes on trying is seen. */
    static final Limit REFUSED =
            new Limit(Charge.UNLIMITED, Unit.REFUSED_ATTEMPTS, Duration.ofDays(1));

    private static final List<Scope> SCOPES = List.of(Scope.values());
    private static final Map<Meter, Meter> SENT = new ConcurrentHashMap<>();

    static Bill of(
            Question question, Load load, LimitSettings settings, Counters counters, Instant now) {
        Bill bill = new Bill(new ArrayList<>(), new ArrayList<>());
        Channel channel = question.request().channel();
        int[] elements = load.elements(counters);
        if (load.exempt() > 0) {
            String subject = Scope.ACCOUNT.subject(question);
            bill.add(EXEMPT, channel, Scope.ACCOUNT, subject, load, elements);
        }
        for (Scope scope : SCOPES) {
            List<Limit> limits = settings.limits(channel, scope, question.payer(), now);
            if (limits.isEmpty()) {
                continue;
            }
            String subject = scope.subject(question);
            for (Limit limit : limits) {
                bill.add(limit, channel, scope, subject, load, elements);
            }
            Optional<String> around = scope.around(question);
            for (Limit limit : around.isPresent() ? limits : List.<Limit>of()) {
                bill.add(limit.times(AROUND), channel, scope, around.get(), load, elements);
            }
        }
        return bill;
    }

    private void add(
            Limit limit, Channel channel, Scope scope, String subject, Load load, int[] elements) {
        if (limit.unit() == Unit.FAILED_RECIPIENTS) {
            addCount(subject, sent(channel, scope, limit), load.recipients());
            return;
        }
        Meter meter = limit.meter(channel, scope);
        limits.add(limit);
        charges.add(
                meter.kind() == Meter.Kind.SUM
                        ? Charge.of(subject, meter, load.amount(limit.unit()), limit.most())
                        : Charge.of(subject, meter, elements, limit.most()));
    }

    /** What is only counted, with a limit that never refuses. */
    private void addCount(String subject, Meter meter, long amount) {
        if (amount > 0) {
            limits.add(new Limit(Charge.UNLIMITED, Unit.RECIPIENTS, meter.window()));
            charges.add(Charge.of(subject, meter, amount, Charge.UNLIMITED));
        }
    }

    /** With what the failed ones of a limit are compared. */
    static Meter sent(Channel channel, Scope scope, Limit failed) {
        return SENT.computeIfAbsent(
                failed.meter(channel, scope),
                meter -> new Meter("sent beside " + meter.id(), Meter.Kind.SUM, meter.window()));
    }

    /** The same charges, with what is reserved for them already. */
    List<Charge> holding(List<Charge> reserved) {
        if (reserved.isEmpty()) {
            return charges;
        }
        return charges.stream().map(charge -> charge.holding(held(charge, reserved))).toList();
    }

    private static long held(Charge charge, List<Charge> reserved) {
        long held = 0;
        for (Charge other : reserved) {
            held += isSame(other, charge) ? other.held() : 0;
        }
        return held;
    }

    /** Whether two charges are counted in one place. */
    static boolean isSame(Charge one, Charge other) {
        return one.meter().equals(other.meter()) && one.subject().equals(other.subject());
    }

    /** What a refund would take back. */
    static List<Charge> sums(Outcome outcome) {
        List<Charge> sums = new ArrayList<>(outcome.levels().size());
        for (Level level : outcome.levels()) {
            Charge charge = level.charge();
            if (level.added() > 0 && charge.meter().kind() == Meter.Kind.SUM) {
                sums.add(Charge.of(charge.subject(), charge.meter(), level.added(), 0));
            }
        }
        return List.copyOf(sums);
    }

    /** Each limit and how it stood, for who asks why. */
    List<String> told(List<Level> levels) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            if (limits.get(i).most() != Charge.UNLIMITED) {
                told.add(
                        level.charge().subject()
                                + ", "
                                + limits.get(i)
                                + ": "
                                + level.used()
                                + " used, "
                                + level.added()
                                + " more asked for");
            }
        }
        return told;
    }
}
