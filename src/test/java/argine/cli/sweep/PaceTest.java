// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.SetClock;
import argine.cli.desk.Stop;
import argine.cli.desk.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final String CLEAR = "\r\u001b[K";

    private final StringWriter shown = new StringWriter();
    private final SetClock clock = new SetClock(Instant.EPOCH);

    private String shown(boolean terminal, int seconds, long done, long of) {
        PrintWriter err = new PrintWriter(shown);
        Surroundings surroundings =
                new Surroundings(new PrintWriter(new StringWriter()), err, clock, terminal);
        try (Stop stop = Stop.after(Optional.empty());
                Pace pace = new Pace(surroundings, stop)) {
            clock.forward(Duration.ofSeconds(seconds));
            pace.progress("held", done, of);
        }
        return shown.toString();
    }

    @Test
    void beforeTheFirstMessageIsMovedThereIsNoRate() {
        assertEquals(
                CLEAR + "held [..............................] 0 of 61" + CLEAR,
                shown(true, 1, 0, 61));
    }

    @Test
    void aBarSaysHowManyHowFastAndHowLongStill() {
        assertEquals(
                CLEAR
                        + "held [######........................] 4000 of 20000, 2000 a second, 8 s left"
                        + CLEAR,
                shown(true, 2, 4000, 20_000));
    }

    @Test
    void inAPipeNothingIsShown() {
        assertEquals("", shown(false, 2, 4000, 20_000));
    }
}
