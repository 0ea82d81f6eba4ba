// SPDX-License-Identifier: Apache-2.0
package argine.store.bar;

import java.time.Duration;
import java.time.Instant;

/**
 * Somebody kept out, since when, until when and why; there is none without an end.
 *
 * @param ground the letter of what they did
 * @param times how often in a row, this one included
 * @param by who did it: {@code guard}, {@code root}
 * @param code by which the story can be looked up
 */
public record Bar(
        Barred whom,
        String ground,
        Instant since,
        Instant until,
        int times,
        String why,
        String by,
        String code) {
    /** Nobody is barred for longer, not by hand either: addresses get new owners. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** The ground of a bar that an administrator set. */
    private static final String BY_HAND = "U";

    /** A clock that is set back by more than this ends what was barred before. */
    private static final Duration STEP_BACK = Duration.ofHours(1);

    public Bar {
        if (!until.isAfter(since) || until.isAfter(since.plus(LONGEST))) {
            throw new IllegalArgumentException("a bar ends within a year, and not at once");
        }
    }

    /** Whether an administrator set it, whatever their name is. */
    public boolean isByHand() {
        return ground.equals(BY_HAND);
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(until) || now.isBefore(since.minus(STEP_BACK));
    }

    public Duration length() {
        return Duration.between(since, until);
    }
}
