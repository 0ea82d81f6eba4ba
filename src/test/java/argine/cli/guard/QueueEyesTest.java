// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QueueEyesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private static Duration restAfter(Duration look) {
        return QueueEyes.rest(NOW, NOW.plus(look));
    }

    @Test
    void aTenthOfTheTimeIsSpentLookingIntoTheQueueAndFiveSecondsAreRestedAtLeast() {
        assertEquals(Duration.ofSeconds(5), restAfter(Duration.ZERO));
        assertEquals(Duration.ofSeconds(18), restAfter(Duration.ofSeconds(2)));
    }

    @Test
    void aClockThatIsSetDuringALookPutsTheNextOneOffByTenMinutesAtMost() {
        assertEquals(Duration.ofMinutes(10), restAfter(Duration.ofDays(1)));
        assertEquals(Duration.ofSeconds(5), restAfter(Duration.ofDays(-1)));
    }
}
