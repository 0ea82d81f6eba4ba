// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.Seen;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

    private final Attempts attempts = new Attempts();

    private static Seen after(int seconds) {
        return Seen.at(START.plusSeconds(seconds), "mx");
    }

    private void atDoor(int from, int to) {
        for (int second = from; second < to; second++) {
            attempts.add(after(second), false);
        }
    }

    @Test
    void whatTheDoorAndThePasswordCheckBothReportCountsOnce() {
        for (int second = 0; second < 10; second++) {
            attempts.add(after(second), true);
            attempts.add(after(second), false);
        }
        assertEquals(10, attempts.count());
        assertEquals(10, attempts.before(after(60).micros()));
        assertEquals(5, attempts.before(after(5).micros()));
    }

    @Test
    void failuresAfterTheSuccessAreNotBeforeIt() {
        atDoor(0, 4);
        atDoor(100, 200);
        assertEquals(4, attempts.before(after(50).micros()));
        assertEquals(104, attempts.before(after(500).micros()));
        assertEquals(after(0).micros(), attempts.first());
    }

    @Test
    void beyondThoseThatAreKeptTheLastOneKeptDecides() {
        atDoor(0, 1000);
        assertEquals(1000, attempts.count());
        assertEquals(1000, attempts.before(after(2000).micros()));
        assertEquals(100, attempts.before(after(100).micros()));
    }

    @Test
    void nothingIsKnownOfNoAttempts() {
        assertEquals(0, attempts.count());
        assertEquals(0, attempts.before(Long.MAX_VALUE));
        assertEquals(Long.MAX_VALUE, attempts.first());
    }

    @Test
    void aFewLinesAreKeptWhateverTheirNumber() {
        atDoor(0, 1000);
        assertEquals(2, attempts.lines().size());
    }
}
