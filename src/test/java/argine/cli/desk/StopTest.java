// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopTest {
    private static final Duration AGES = Duration.ofDays(999_999);

    @Test
    void aPauseEndsWhenTheTimeIsOver() {
        try (Stop stop = Stop.after(Optional.of(Duration.ofMillis(1)))) {
            stop.pause(AGES);
            assertTrue(stop.isAsked());
        }
    }

    @Test
    void aTimeOfMoreThanALifeIsNoMistake() {
        try (Stop stop = Stop.after(Optional.of(AGES))) {
            stop.pause(Duration.ZERO);
            assertFalse(stop.isAsked());
        }
    }
}
