// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private final Pace pace = new Pace();

    /** A look of this length that ends now. */
    private void looked(long millis) {
        pace.looked(NOW.minusMillis(millis), NOW);
    }

    private boolean isDue(long millis) {
        return pace.isDue(NOW.plusMillis(millis));
    }

    @Test
    void theFirstLookIsAtOnce() {
        assertTrue(pace.isDue(NOW));
    }

    @Test
    void aLookThatTookNoTimeIsFollowedByTheNextAtOnce() {
        looked(0);
        assertTrue(isDue(0));
    }

    @Test
    void aTenthOfTheTimeIsSpentLooking() {
        looked(100);
        assertFalse(isDue(899));
        assertTrue(isDue(900));
    }

    @Test
    void noRestIsLongerThanTwoSeconds() {
        looked(5000);
        assertFalse(isDue(1999));
        assertTrue(isDue(2000));
    }

    @Test
    void aClockSetBackDelaysNothing() {
        looked(5000);
        assertTrue(pace.isDue(NOW.minus(Duration.ofHours(1))));
        pace.looked(NOW, NOW.minus(Duration.ofHours(1)));
        assertTrue(pace.isDue(NOW.minus(Duration.ofHours(1))));
    }

    @Test
    void aServerWhoseLooksAllTakeLongIsLookedAtForATenthOfAMinute() {
        Duration look = Duration.ofMillis(150);
        Duration spent = Duration.ZERO;
        Instant now = NOW;
        while (now.isBefore(NOW.plusSeconds(60))) {
            if (pace.isDue(now)) {
                pace.looked(now, now.plus(look));
                now = now.plus(look);
                spent = spent.plus(look);
            } else {
                now = now.plusMillis(50);
            }
        }
        assertEquals(Duration.ofSeconds(6), spent);
    }
}
