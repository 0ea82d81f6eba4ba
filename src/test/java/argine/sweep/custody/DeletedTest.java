// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeletedTest {
    private static final Instant AT = Instant.parse("2026-11-24T07:00:00Z");
    private static final Optional<String> COPIES = Optional.of("/root/spam");

    @Test
    void aCopyOfOneIsNoCopyOfTheOthers() {
        Deleted one = Deleted.NONE.and(1, AT, COPIES);
        assertEquals(new Deleted(1, AT, 1, COPIES), one);
        assertEquals(
                new Deleted(10, AT.plusSeconds(9), 1, COPIES),
                one.and(9, AT.plusSeconds(9), Optional.empty()));
    }
}
