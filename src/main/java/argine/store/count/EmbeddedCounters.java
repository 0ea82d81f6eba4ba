// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Counters in memory, for one mail server.
 *
 * <p>The time is read while the locks are held: a decision that waited must not count in a part of
 * the window that others have left behind.
 */
final class EmbeddedCounters implements Counters {
    final Stripes stripes;
    final Rings rings;
    final ChangeLog log = new ChangeLog();
    final AtomicLong lastChange = new AtomicLong();
    final RunningTime time;

    EmbeddedCounters(Stripes stripes, Rings rings, RunningTime time, long lastChange) {
        this.stripes = stripes;
        this.rings = rings;
        this.time = time;
        this.lastChange.set(lastChange);
    }

    @Override
    public Outcome reserve(List<Charge> charges) {
        Names names = names(charges);
        return stripes.locked(
                names.hashes,
                () -> {
                    Outcome outcome = measure(charges, names);
                    if (outcome.taken()) {
                        for (int i = 0; i < charges.size(); i++) {
                            Level level = outcome.levels().get(i);
                            reserve(level, tally(names, i), outcome.at());
                        }
                    }
                    return outcome;
                });
    }

    private void reserve(Level level, Tally tally, long at) {
        Meter meter = level.charge().meter();
        long more = level.added() - level.charge().held();
        if (more > 0) {
            tally.reserve(rings.of(meter), meter.slot(at), more);
        }
    }

    @Override
    public Outcome settle(List<Charge> charges) {
        Names names = names(charges);
        return stripes.locked(
                names.hashes,
                () -> {
                    Outcome outcome = measure(charges, names);
                    if (outcome.taken()) {
                        commit(outcome, names);
                    }
                    return outcome;
                });
    }

    private void commit(Outcome outcome, Names names) {
        List<Level> levels = outcome.levels();
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            Charge charge = level.charge();
            if (charge.held() == 0 && !changesSomething(level)) {
                continue;
            }
            Tally tally = tally(names, i);
            int ring = rings.of(charge.meter());
            tally.release(ring, charge.held());
            add(tally, level, ring, outcome.at());
        }
        List<Level> counted = new ArrayList<>(levels.size());
        for (Level level : levels) {
            if (changesSomething(level)) {
                counted.add(level);
            }
        }
        if (!counted.isEmpty()) {
            long change = lastChange.incrementAndGet();
            stripes.changed(names.hashes, change);
            log.note(change, outcome.at(), counted, rings, 1);
        }
    }

    private static boolean changesSomething(Level level) {
        return level.added() > 0 || level.charge().elements().length > 0;
    }

    /** Adds what was settled at a time, now or when it is read back. */
    static void add(Tally tally, Level level, int ring, long at) {
        Charge charge = level.charge();
        int slot = charge.meter().slot(at);
        switch (charge.meter().kind()) {
            case SUM -> tally.add(ring, slot, slot, level.added());
            case DISTINCT -> tally.see(ring, slot, charge.elements());
            case FIRST -> {
                tally.add(ring, slot, slot, level.added());
                tally.know(charge.elements());
            }
        }
    }

    private Outcome measure(List<Charge> charges, Names names) {
        long now = time.now();
        List<Level> levels = new ArrayList<>(charges.size());
        for (int i = 0; i < charges.size(); i++) {
            Charge charge = charges.get(i);
            int ring = rings.of(charge.meter());
            int slot = charge.meter().slot(now);
            @Nullable Tally tally =
                    stripes.of(names.hashes[i]).find(names.bytes[i], names.hashes[i]);
            long used = tally == null ? 0 : used(tally, charge.meter(), ring, slot);
            levels.add(new Level(charge, used - charge.held(), added(tally, charge, ring, slot)));
        }
        return new Outcome(levels, now);
    }

    private static long used(Tally tally, Meter meter, int ring, int slot) {
        return meter.kind() == Meter.Kind.DISTINCT
                ? tally.distinct(ring, slot) + tally.sum(ring, slot)
                : tally.sum(ring, slot);
    }

    private static long added(@Nullable Tally tally, Charge charge, int ring, int slot) {
        return switch (charge.meter().kind()) {
            case SUM -> charge.amount();
            case DISTINCT ->
                    tally == null
                            ? charge.elements().length
                            : tally.unseen(ring, slot, charge.elements());
            case FIRST ->
                    tally == null ? charge.elements().length : tally.unknown(charge.elements());
        };
    }

    @Override
    public void release(List<Charge> charges) {
        Names names = names(charges);
        stripes.locked(
                names.hashes,
                () -> {
                    for (int i = 0; i < charges.size(); i++) {
                        Charge charge = charges.get(i);
                        tally(names, i).release(rings.of(charge.meter()), charge.held());
                    }
                    return true;
                });
    }

    @Override
    public void refund(List<Charge> charges, long settledAt) {
        List<Level> sums =
                charges.stream()
                        .filter(c -> c.meter().kind() == Meter.Kind.SUM && c.amount() > 0)
                        .map(c -> new Level(c, 0, c.amount()))
                        .toList();
        Names names = names(sums.stream().map(Level::charge).toList());
        stripes.locked(
                names.hashes,
                () -> {
                    for (int i = 0; i < sums.size(); i++) {
                        Charge charge = sums.get(i).charge();
                        tally(names, i)
                                .subtract(
                                        rings.of(charge.meter()),
                                        charge.meter().slot(settledAt),
                                        charge.amount());
                    }
                    long change = lastChange.incrementAndGet();
                    stripes.changed(names.hashes, change);
                    log.note(change, settledAt, sums, rings, -1);
                    return true;
                });
    }

    @Override
    public long used(String subject, Meter meter) {
        byte[] name = Change.bytes(subject);
        long hash = stripes.hash(name);
        return stripes.locked(
                new long[] {hash},
                () -> {
                    Tally tally = stripes.of(hash).find(name, hash);
                    return tally == null
                            ? 0L
                            : used(tally, meter, rings.of(meter), meter.slot(time.now()));
                });
    }

    @Override
    public void each(Meter meter, BiConsumer<String, Long> sink) {
        int ring = rings.of(meter);
        for (Stripe stripe : stripes.all()) {
            List<Runnable> found = new ArrayList<>();
            stripe.lock.lock();
            try {
                int slot = meter.slot(time.now());
                for (Tally tally : stripe.tallies()) {
                    long used = used(tally, meter, ring, slot);
                    if (used > 0) {
                        found.add(() -> sink.accept(tally.subject(), used));
                    }
                }
            } finally {
                stripe.lock.unlock();
            }
            found.forEach(Runnable::run);
        }
    }

    @Override
    public int element(String text) {
        return stripes.element(text);
    }

    @Override
    public long now() {
        return time.now();
    }

    private Tally tally(Names names, int i) {
        return stripes.of(names.hashes[i]).findOrAdd(names.bytes[i], names.hashes[i]);
    }

    /** The subjects of some charges as bytes, and the hashes of these. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one decision, never compared
    private record Names(byte[][] bytes, long[] hashes) {}

    private Names names(List<Charge> charges) {
        byte[][] bytes = new byte[charges.size()][];
        long[] hashes = new long[charges.size()];
        for (int i = 0; i < bytes.length; i++) {
            String subject = charges.get(i).subject();
            boolean same = i > 0 && subject.equals(charges.get(i - 1).subject());
            bytes[i] = same ? bytes[i - 1] : Change.bytes(subject);
            hashes[i] = same ? hashes[i - 1] : stripes.hash(bytes[i]);
        }
        return new Names(bytes, hashes);
    }
}
