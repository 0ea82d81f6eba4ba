// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a log's times are this host's. */
class SkewTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    private final List<String> told = new ArrayList<>();
    private final Skew skew = new Skew(told::add);

    private void lines(String file, int count, Duration late) {
        for (int i = 0; i < count; i++) {
            Instant now = NOW.plusSeconds(4L * i);
            skew.justWritten(file, now.minus(late).minusMillis(i * 30L), now);
        }
    }

    @Test
    void aLogInAnotherZoneIsToldOnce() {
        lines("/var/log/mail.log", 500, Duration.ofHours(1));
        assertEquals(
                List.of(
                        "/var/log/mail.log: its times are 60 minutes behind this host's clock, so"
                                + " what it tells looks old, and for that nobody is stopped or"
                                + " barred; start the guard in the log's zone (TZ in its unit), or"
                                + " have syslog write the zone"),
                told);
    }

    @Test
    void itIsSaidForAsLongAsItIsSo() {
        assertEquals(List.of(), skew.present());
        lines("/var/log/mail.log", 500, Duration.ofHours(1));
        assertEquals(told, skew.present());
        lines("/var/log/mail.log", 1, Duration.ZERO);
        assertEquals(List.of(), skew.present());
    }

    @Test
    void aLogThatIsAheadIsToldToo() {
        lines("mail.log", 30, Duration.ofHours(-2));
        assertEquals(1, told.size());
        assertEquals(0, told.getFirst().indexOf("mail.log: its times are 120 minutes ahead of"));
    }

    @Test
    void oneFileDoesNotExcuseAnother() {
        for (int i = 0; i < 30; i++) {
            Instant now = NOW.plusSeconds(4L * i);
            skew.justWritten("right", now, now);
            skew.justWritten("wrong", now.minus(Duration.ofHours(1)), now);
        }
        assertEquals(1, told.size());
    }

    @Test
    void whatWasHeldBackAndComesAllAtOnceIsNoZone() {
        for (int i = 0; i < 10_000; i++) {
            skew.justWritten("mail.log", NOW.minus(Duration.ofHours(1)), NOW);
        }
        assertEquals(List.of(), told);
    }

    @Test
    void linesThatCameLateOnceAreNoZone() {
        lines("mail.log", 15, Duration.ofHours(1));
        skew.justWritten("mail.log", NOW, NOW);
        lines("mail.log", 15, Duration.ofHours(1));
        for (int i = 0; i < 100; i++) {
            skew.justWritten("spread", NOW.minus(Duration.ofMinutes(15L + 5 * i)), NOW);
        }
        assertEquals(List.of(), told);
    }
}
