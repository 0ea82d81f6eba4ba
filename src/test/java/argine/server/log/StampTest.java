// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StampTest {
    private static final ZoneId ROME = ZoneId.of("Europe/Rome");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Stamp stamp = new Stamp(ZoneOffset.UTC, NOW);

    @Test
    void isoTimesHaveTheirZone() {
        assertEquals(at("2026-11-24T08:28:06.361671Z"), read("2026-11-24T08:28:06.361671+00:00 x"));
        assertEquals(at("2026-11-24T07:28:06Z"), read("2026-11-24T08:28:06+01:00 x"));
        assertEquals(at("2026-11-24T13:58:06Z"), read("2026-11-24T08:28:06-0530 x"));
        assertEquals(at("2026-11-24T08:28:06.5Z"), read("2026-11-24T08:28:06.5Z x"));
        assertEquals(at("2026-11-24T08:28:06.123456Z"), read("2026-11-24 08:28:06,123456789 x"));
    }

    @Test
    void aTimeWithoutZoneIsOfTheZoneGiven() {
        Stamp rome = new Stamp(ROME, NOW);
        assertEquals(at("2026-11-24T06:16:42Z"), read(rome, "Nov 24 07:16:42 x"));
        assertEquals(at("2026-07-01T05:16:42Z"), read(rome, "Jul  1 07:16:42 x"));
        assertEquals(at("2026-11-24T06:16:42Z"), read(rome, "2026-11-24T07:16:42 x"));
    }

    @Test
    void theDayMayHaveOneDigitOrTwo() {
        assertEquals(at("2026-11-04T07:16:42Z"), read("Nov  4 07:16:42 x"));
        assertEquals(at("2026-11-04T07:16:42Z"), read("Nov 4 07:16:42 x"));
        assertEquals(at("2026-11-04T07:16:42Z"), read("Nov 04 07:16:42 x"));
        assertEquals(at("2026-11-04T07:16:42.25Z"), read("Nov 04 07:16:42.250 x"));
    }

    @Test
    void theYearIsTheLastThatIsNotAhead() {
        assertEquals(at("2026-11-25T07:16:42Z"), read("Nov 25 07:16:42 x"));
        assertEquals(at("2025-11-26T07:16:42Z"), read("Nov 26 07:16:42 x"));
        assertEquals(at("2025-12-31T23:59:59Z"), read("Dec 31 23:59:59 x"));
        assertEquals(at("2026-01-01T00:00:00Z"), read("Jan  1 00:00:00 x"));
    }

    @Test
    void overNewYearTheYearChanges() {
        Stamp january = new Stamp(ZoneOffset.UTC, Instant.parse("2027-01-01T00:10:00Z"));
        assertEquals(at("2026-12-31T23:59:59Z"), read(january, "Dec 31 23:59:59 x"));
        assertEquals(at("2027-01-01T00:00:00Z"), read(january, "Jan  1 00:00:00 x"));
        assertEquals(at("2026-12-31T23:59:59Z"), read(january, "Dec 31 23:59:59 x"));
    }

    @Test
    void aLeapDayIsOfTheLastLeapYear() {
        assertEquals(at("2024-02-29T07:16:42Z"), read("Feb 29 07:16:42 x"));
        Stamp then = new Stamp(ZoneOffset.UTC, Instant.parse("2028-03-01T00:00:00Z"));
        assertEquals(at("2028-02-29T07:16:42Z"), read(then, "Feb 29 07:16:42 x"));
        assertEquals(Optional.empty(), read("Feb 30 07:16:42 x"));
    }

    @Test
    void aLogFromTheFutureIsTakenAsItSays() {
        assertEquals(at("2031-01-01T00:00:00Z"), read("2031-01-01T00:00:00Z x"));
    }

    @Test
    void anHourThatSummerTimeSkipsIsTheNext() {
        Stamp rome = new Stamp(ROME, NOW);
        assertEquals(at("2026-03-29T00:59:59Z"), read(rome, "Mar 29 01:59:59 x"));
        assertEquals(at("2026-03-29T01:30:00Z"), read(rome, "Mar 29 02:30:00 x"));
        assertEquals(at("2026-03-29T01:00:00Z"), read(rome, "Mar 29 03:00:00 x"));
    }

    @Test
    void anHourThatComesTwiceIsTheFirst() {
        Stamp rome = new Stamp(ROME, NOW);
        assertEquals(at("2026-10-25T00:30:00Z"), read(rome, "Oct 25 02:30:00 x"));
        assertEquals(at("2026-10-25T02:00:00Z"), read(rome, "Oct 25 03:00:00 x"));
    }

    @Test
    void halfHourZonesAreKept() {
        Stamp adelaide = new Stamp(ZoneId.of("Australia/Adelaide"), NOW);
        assertEquals(at("2026-11-23T20:46:42Z"), read(adelaide, "Nov 24 07:16:42 x"));
    }

    @Test
    void aLeapSecondIsASecondMore() {
        assertEquals(at("2017-01-01T00:00:00Z"), read("2016-12-31T23:59:60Z x"));
    }

    @Test
    void whatIsNoTimeIsNone() {
        for (String text :
                new String[] {
                    "",
                    "Nov",
                    "Nov 24 07:16:4",
                    "Nov 24 24:00:00 x",
                    "Nov 24 07:60:00 x",
                    "Nov  0 07:16:42 x",
                    "Nov 32 07:16:42 x",
                    "Nou 24 07:16:42 x",
                    "2026-13-01T00:00:00Z x",
                    "2026-02-30T00:00:00Z x",
                    "2026-11-24X07:16:42Z x",
                    "20261124T071642Z xxxxxxx",
                    "-001-11-24T07:16:42 x",
                    "Nov  x 07:16:42 x"
                }) {
            assertEquals(Optional.empty(), read(text), text);
        }
    }

    private Optional<Instant> read(String text) {
        return read(stamp, text);
    }

    private static Optional<Instant> read(Stamp stamp, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        long micros = stamp.read(bytes, 0, bytes.length);
        return micros == Stamp.NONE
                ? Optional.empty()
                : Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    private static Optional<Instant> at(String text) {
        return Optional.of(Instant.parse(text));
    }
}
