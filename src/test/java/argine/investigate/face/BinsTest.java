// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.investigate.Case.Hour;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BinsTest {
    private static final Times ROME = new Times(ZoneId.of("Europe/Rome"));
    private static final Instant MIDNIGHT_IN_ROME = Instant.parse("2025-11-23T23:00:00Z");

    @Test
    void aSingleHourIsASingleBar() {
        Hour only = new Hour(SampleReports.START, 1, 2, 3, 4);
        assertEquals(new Bins(1, List.of(only)), Bins.of(List.of(only), ROME));
    }

    @Test
    void hoursInWhichNothingHappenedAreBarsToo() {
        Hour first = new Hour(MIDNIGHT_IN_ROME, 1, 0, 0, 0);
        Hour last = new Hour(MIDNIGHT_IN_ROME.plusSeconds(7200), 2, 0, 0, 0);
        Hour between = new Hour(MIDNIGHT_IN_ROME.plusSeconds(3600), 0, 0, 0, 0);
        assertEquals(
                new Bins(1, List.of(first, between, last)), Bins.of(List.of(last, first), ROME));
    }

    @Test
    void twoThousandHoursAreBarsOfTwoDaysThatBeginAtMidnight() {
        Bins bins = Bins.of(SampleReports.hours(2000), ROME);
        assertEquals("2 days", bins.unit());
        assertEquals(42, bins.bars().size());
        assertEquals(MIDNIGHT_IN_ROME, bins.bars().getFirst().at());
    }

    @Test
    void noHourIsLost() {
        for (int count : List.of(1, 2, 71, 72, 73, 500, 2000, 20_000)) {
            List<Hour> hours = SampleReports.hours(count);
            Bins bins = Bins.of(hours, ROME);
            assertEquals(
                    hours.stream().mapToLong(Hour::accepted).sum(),
                    bins.bars().stream().mapToLong(Hour::accepted).sum());
            assertTrue(bins.bars().size() <= 73, count + " hours: " + bins.bars().size());
        }
    }

    @Test
    void daysBeginAtMidnightAfterTheClockWasChanged() {
        Hour before = new Hour(Instant.parse("2025-10-20T22:00:00Z"), 1, 0, 0, 0);
        Hour after = new Hour(Instant.parse("2025-12-01T23:30:00Z"), 5, 0, 0, 0);
        Bins bins = Bins.of(List.of(before, after), ROME);
        assertEquals(
                new Hour(Instant.parse("2025-12-01T23:00:00Z"), 5, 0, 0, 0), bins.bars().getLast());
    }

    @Test
    void aWrongYearBreaksNothing() {
        Hour then = new Hour(Instant.EPOCH, 1, 0, 0, 0);
        Bins bins =
                Bins.of(
                        List.of(then, new Hour(Instant.parse("9999-12-31T23:00:00Z"), 1, 0, 0, 0)),
                        ROME);
        assertEquals(2, bins.bars().stream().mapToLong(Hour::accepted).sum());
    }

    @Test
    void anAxisEndsAtANumberThatPeopleCountIn() {
        assertEquals(
                List.of(1L, 1L, 2L, 5L, 10L, 20L, 1000L, 2000L),
                LongStream.of(0, 1, 2, 3, 10, 11, 999, 1001).mapToObj(Chart::nice).toList());
    }
}
