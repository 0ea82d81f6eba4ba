// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimesTest {
    private static final Instant START = SampleReports.START;

    private final Times rome = new Times(ZoneId.of("Europe/Rome"));

    @Test
    void timesAreThoseOfTheZone() {
        assertEquals("24 Nov 08:28", rome.minute(START));
        assertEquals("24 Nov 13:13:01", new Times(ZoneId.of("Asia/Kathmandu")).second(START));
    }

    @Test
    void theDayIsSaidAgainWhenItIsAnother() {
        assertEquals("24 Nov 2025 08:28:01 to 09:28:01", rome.span(START, START.plusSeconds(3600)));
        assertEquals(
                "24 Nov 2025 08:28:01 to 25 Nov 2025 08:28:01",
                rome.span(START, START.plus(Duration.ofDays(1))));
    }

    @Test
    void anEndMayBeMissing() {
        assertEquals("from 24 Nov 2025 08:28:01", rome.span(Optional.of(START), Optional.empty()));
        assertEquals("until 24 Nov 2025 08:28:01", rome.span(Optional.empty(), Optional.of(START)));
        assertEquals("", rome.span(Optional.empty(), Optional.empty()));
    }

    @Test
    void theZoneIsNamedWithItsOffsets() {
        assertEquals("Europe/Rome (UTC+01:00)", rome.name(START, START));
        assertEquals(
                "Europe/Rome (UTC+02:00, later UTC+01:00)",
                rome.name(START.minus(Duration.ofDays(60)), START));
        assertEquals("UTC", new Times(ZoneOffset.UTC).name(START, START));
        assertEquals("UTC", new Times(ZoneId.of("UTC")).name(START, START));
    }

    @Test
    void aLengthHasItsTwoLargestUnits() {
        assertEquals("59 s", Times.length(Duration.ofSeconds(59)));
        assertEquals("12 min", Times.length(Duration.ofSeconds(759)));
        assertEquals("1 h 12 min", Times.length(Duration.ofMinutes(72)));
        assertEquals("1 day 2 h", Times.length(Duration.ofHours(26)));
    }
}
