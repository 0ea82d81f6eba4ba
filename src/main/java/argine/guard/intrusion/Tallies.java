// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import argine.store.count.Charge;
import argine.store.count.Counters;
import argine.store.count.Level;
import argine.store.count.Meter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts offences against thresholds, in the guard's own counters.
 *
 * <p>Strangers choose of whom there is something to count, so beyond a {@link Bound} nothing new is
 * begun, and of one subject nothing is counted far beyond its threshold.
 */
final class Tallies {
    private static final int BEYOND = 4;

    private final Counters counters;
    private final Bound bound;
    private final Map<Place, Meter> meters = new ConcurrentHashMap<>();

    private record Place(Ground ground, Threshold threshold) {}

    Tallies(Counters counters, Bound bound) {
        this.counters = counters;
        this.bound = bound;
    }

    /** How a threshold stands after something was counted: under it, over it, or just reached. */
    record Count(long before, long after, long most) {
        static final Count NOTHING = new Count(0, 0, 1);

        /** Whether this very offence is at the threshold or beyond it; the same again is none. */
        boolean isOver() {
            return after > before && after >= most;
        }

        /** Whether it is the first that is. */
        boolean isJustOver() {
            return isOver() && before < most;
        }
    }

    /** Counts one thing, which the mark tells from others where only different ones count. */
    Count add(String subject, Ground ground, Threshold threshold, String mark, long amount) {
        Meter meter = meter(ground, threshold);
        if (bound.isReached() && counters.used(subject, meter) == 0) {
            bound.leaveOut();
            return Count.NOTHING;
        }
        long most = threshold.most();
        int[] element = {counters.element(mark)};
        Charge charge =
                meter.kind() == Meter.Kind.SUM
                        ? Charge.of(subject, meter, Math.min(amount, most), BEYOND * most)
                        : Charge.of(subject, meter, element, BEYOND * most);
        Level level = counters.settle(List.of(charge)).levels().getFirst();
        return new Count(level.used(), level.after(), most);
    }

    private Meter meter(Ground ground, Threshold threshold) {
        return meters.computeIfAbsent(
                new Place(ground, new Threshold(1, threshold.window())),
                place ->
                        new Meter(
                                "bar "
                                        + place.ground().word()
                                        + " / "
                                        + place.threshold().window().toMinutes(),
                                place.ground().kind(),
                                place.threshold().window()));
    }
}
