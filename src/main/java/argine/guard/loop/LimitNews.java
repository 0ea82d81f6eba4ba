// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import argine.guard.limit.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * When people hear that a limit is nearly used up: once in its window for each subject, and of ten
 * in an hour at most, for strangers choose subjects. All of them stand in the guard's own log.
 */
public final class LimitNews {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_IN_AN_HOUR = 10;
    private static final int MOST = 10_000;

    private final SequencedMap<String, Instant> told = new LinkedHashMap<>();
    private Instant hour = Instant.EPOCH;
    private int inThisHour;

    /** Returns what people are to be told now. */
    public synchronized Optional<LimitLetter> take(Ruling.Warning warning, Instant now) {
        String what = warning.channel().word() + " " + warning.limit() + " " + warning.subject();
        Instant before = told.get(what);
        if (before != null && isWithin(before, warning.limit().window(), now)) {
            return Optional.empty();
        }
        if (!isWithin(hour, HOUR, now)) {
            hour = now;
            inThisHour = 0;
        }
        if (inThisHour == MOST_IN_AN_HOUR) {
            return Optional.empty();
        }
        inThisHour++;
        told.putLast(what, now);
        if (told.size() > MOST) {
            told.pollFirstEntry();
        }
        return Optional.of(new LimitLetter(now, warning));
    }

    /** A clock that was put back ends it too. */
    private static boolean isWithin(Instant from, Duration time, Instant now) {
        return !now.isBefore(from) && now.isBefore(from.plus(time));
    }
}
