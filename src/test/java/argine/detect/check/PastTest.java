// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.store.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class PastTest {
    private static final Instant AT = Instant.parse("2026-11-24T09:00:00Z");

    /** One sample for each hour ago, from the oldest on. */
    private static Past hourly(int hours, IntToLongFunction queue) {
        List<Sample> samples = new ArrayList<>();
        for (int ago = hours; ago > 0; ago--) {
            samples.add(
                    Sample.of(
                            AT.minus(Duration.ofHours(ago)),
                            Map.of("queue", queue.applyAsLong(ago))));
        }
        return new Past(samples, AT);
    }

    @Test
    void usualIsWhatItIsAtThisHour() {
        Past past = hourly(24 * 5 + 2, ago -> ago % 24 <= 1 || ago % 24 == 23 ? 500 : 10);
        assertEquals(
                Optional.of(new Usual(500, "at this hour on 5 days")), past.usual(Figure.QUEUE));
    }

    @Test
    void oneBadDayDoesNotChangeWhatIsUsual() {
        Past past = hourly(24 * 6, ago -> ago < 48 ? 9000 : 20);
        assertEquals(20, past.usual(Figure.QUEUE).orElseThrow().value());
    }

    @Test
    void aWeeklyNewsletterIsUsualOnItsDay() {
        Past past = hourly(24 * 15, ago -> Math.abs(ago % 168) <= 1 ? 3000 : 20);
        assertEquals(3000, past.usual(Figure.QUEUE).orElseThrow().value());
    }

    @Test
    void untilThreeDaysAreKnownTheLastHoursCount() {
        assertEquals(
                Optional.of(new Usual(30, "in the last 10 hours")),
                hourly(10, _ -> 30).usual(Figure.QUEUE));
    }

    @Test
    void fewLooksAreNoPast() {
        assertEquals(Optional.empty(), hourly(4, _ -> 30).usual(Figure.QUEUE));
        assertEquals(Optional.empty(), Past.none(AT).usual(Figure.QUEUE));
    }

    @Test
    void aFigureThatWasNeverTakenHasNoUsual() {
        assertEquals(Optional.empty(), hourly(200, _ -> 30).usual(Figure.SESSIONS));
    }

    @Test
    void whatIsInTheFutureIsNotThePast() {
        Past past = new Past(List.of(Sample.of(AT.plusSeconds(60), Map.of("queue", 1L))), AT);
        assertEquals(0, past.size());
    }
}
