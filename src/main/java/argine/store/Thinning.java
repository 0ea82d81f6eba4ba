// SPDX-License-Identifier: Apache-2.0
package argine.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which samples are worth keeping: all of the last hours, fewer of the days before, one an hour of
 * the weeks before those, and none that are older.
 *
 * <p>Of each stretch the first sample stays, whatever it says, so that thinning favours neither
 * high nor low figures. At one run a minute about 1,200 samples are left.
 */
final class Thinning {
    private record Stretch(Duration age, Duration step) {}

    private static final List<Stretch> STRETCHES =
            List.of(
                    new Stretch(Duration.ofHours(3), Duration.ofMinutes(1)),
                    new Stretch(Duration.ofHours(48), Duration.ofMinutes(15)),
                    new Stretch(Duration.ofDays(35), Duration.ofHours(1)));

    /** What is further in the future, a wrong clock has written. */
    private static final Duration MOST_AHEAD = Duration.ofDays(-1);

    private Thinning() {}

    /** The samples, oldest first, that are still worth keeping at a time. */
    static List<Sample> of(List<Sample> samples, Instant now) {
        List<Sample> kept = new ArrayList<>();
        long last = Long.MIN_VALUE;
        Duration lastStep = Duration.ZERO;
        for (Sample sample : samples) {
            Duration step = step(Duration.between(sample.at(), now));
            if (step.isZero()) {
                continue;
            }
            long slot = sample.at().getEpochSecond() / step.toSeconds();
            if (slot != last || !step.equals(lastStep)) {
                kept.add(sample);
            }
            last = slot;
            lastStep = step;
        }
        return kept;
    }

    /** How far apart samples of an age may be; zero when they are of no use. */
    private static Duration step(Duration age) {
        if (age.compareTo(MOST_AHEAD) < 0) {
            return Duration.ZERO;
        }
        for (Stretch stretch : STRETCHES) {
            if (age.compareTo(stretch.age()) <= 0) {
                return stretch.step();
            }
        }
        return Duration.ZERO;
    }
}
