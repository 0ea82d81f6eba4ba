// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.server.access.Access;
import argine.server.access.Lock;
import argine.store.Act;
import argine.store.Journal;
import argine.store.Store;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The right to shut and open the doors of one mail server; one process has it at a time.
 *
 * <p>Whoever takes it over from a run that broke off settles first what that run left open: each
 * announced change is looked for in its store, and the journal is told. Nothing is changed by that.
 */
public final class Containment implements Closeable {
    private final Access access;
    private final Store store;
    private final QueueHold queue;
    private final Sentry sentry;
    private final Clock clock;
    private final Pause pause;
    private final Store.Lock lock;

    private Containment(
            Access access,
            Store store,
            QueueHold queue,
            Sentry sentry,
            Clock clock,
            Pause pause,
            Store.Lock lock) {
        this.access = access;
        this.store = store;
        this.queue = queue;
        this.sentry = sentry;
        this.clock = clock;
        this.pause = pause;
        this.lock = lock;
    }

    /** Takes the right; refused while another process has it. */
    public static Containment take(
            Access access, Store store, QueueHold queue, Sentry sentry, Clock clock, Pause pause)
            throws IOException {
        Store.Lock lock = store.lockFor("contain");
        try {
            Containment taken = new Containment(access, store, queue, sentry, clock, pause, lock);
            new Settling(access, store, clock).all();
            return taken;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** What would be done to each account; nothing is changed, and no right is needed. */
    public static List<Plan> plans(
            Access access, QueueHold queue, Order order, List<String> accounts) throws IOException {
        List<Plan> plans = new ArrayList<>();
        for (String account : accounts) {
            plans.add(new Planner(access, queue, order).plan(account, accounts));
        }
        return plans;
    }

    /**
     * Contains accounts together; goes on with the receipt of a run for one that broke off.
     *
     * @param since when it was ordered, from which all times are counted
     */
    public Contained contain(List<Ordered> ordered, Instant since) throws IOException {
        List<String> all = ordered.stream().map(Ordered::account).toList();
        List<Ledger> unfinished = unfinished();
        try (Together together = new Together()) {
            for (Ordered one : ordered) {
                try {
                    shut(one, all, unfinished, since, together);
                } catch (IOException e) {
                    together.refuse(one.account(), String.valueOf(e.getMessage()));
                }
            }
            return together.go();
        }
    }

    private void shut(
            Ordered one,
            List<String> all,
            List<Ledger> unfinished,
            Instant since,
            Together together)
            throws IOException {
        Planner planner = new Planner(access, queue, one.order());
        List<String> refusals = planner.refusals(one.account(), all);
        if (!refusals.isEmpty()) {
            together.refuse(one.account(), String.join("; ", refusals));
            return;
        }
        planner.requireAny(one.account());
        Means means = Means.of(access, one.order(), one.account());
        String account = one.account();
        Optional<Ledger> same =
                unfinished.stream()
                        .filter(ledger -> ledger.account().equalsIgnoreCase(account))
                        .reduce((_, last) -> last);
        Journal journal =
                same.isPresent()
                        ? store.reopen(same.get().receipt())
                        : store.begin(clock.instant().atZone(clock.getZone()).toLocalDate());
        Run run = new Run(access, queue, sentry, clock, pause, journal, one, means, since);
        together.shut(new Together.One(account, run, journal), same);
    }

    /** The receipts of runs that broke off, the oldest first. */
    public List<Ledger> unfinished() throws IOException {
        return Ledger.all(store).stream()
                .filter(
                        one ->
                                !one.isEnded()
                                        && one.changes().stream()
                                                .noneMatch(Containment::isReleased))
                .toList();
    }

    private static boolean isReleased(Ledger.Change change) {
        return change.state() == Ledger.State.RELEASED;
    }

    /** The order that a broken run was given, as its journal tells it. */
    public static Order order(Ledger ledger, Order now) {
        Act begin = ledger.begin();
        Set<Step> without = new HashSet<>();
        for (Step step : Step.values()) {
            if (begin.texts("without").contains(step.word())) {
                without.add(step);
            }
        }
        return new Order(
                Optional.of(Lock.valueOf(ledger.lock().toUpperCase(Locale.ROOT))),
                begin.number("storeLock").orElse(0L) == 1,
                without,
                begin.number("spareUnknown").orElse(0L) == 1,
                now.thiefPassword(),
                now.newPassword(),
                true);
    }

    /** Takes back what was changed for an account. */
    public Release.Outcome release(String account, boolean samePassword) throws IOException {
        return new Release(access, store, clock).release(account, samePassword);
    }

    /** What a release would take back; nothing is changed, and no right is needed. */
    public static Release.Outcome releasePlan(
            Access access, Store store, Clock clock, String account, boolean samePassword)
            throws IOException {
        return new Release(access, store, clock).plan(account, samePassword);
    }

    /** What is in force now, and what broke off. */
    public static List<Ledger> list(Store store) throws IOException {
        return Ledger.all(store).stream().filter(one -> one.isInForce() || !one.isEnded()).toList();
    }

    /**
     * Of each account that is contained, the newest receipt by which something was shut and that
     * was at its end by then: what got through before is known, and only what comes later is not.
     */
    public static List<Ledger> newest(Store store, Instant time) throws IOException {
        Map<String, Ledger> newest = new TreeMap<>();
        Set<String> contained = new HashSet<>();
        for (Ledger one : Ledger.all(store)) {
            String account = one.account().toLowerCase(Locale.ROOT);
            if (one.shut().filter(at -> !at.isAfter(time)).isPresent() && one.hasShut()) {
                newest.merge(account, one, Containment::later);
                if (one.isInForce()) {
                    contained.add(account);
                }
            }
        }
        newest.keySet().retainAll(contained);
        return List.copyOf(newest.values());
    }

    private static Ledger later(Ledger one, Ledger other) {
        return other.shut().orElseThrow().isBefore(one.shut().orElseThrow()) ? one : other;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
