// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.cli.desk.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How long an audit will take is said before it, and how far it is while it goes on. */
class CountdownTest {

    private static String said(boolean terminal, Consumer<Countdown> audit) {
        StringWriter err = new StringWriter();
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Surroundings surroundings =
                new Surroundings(nowhere, new PrintWriter(err), Clock.systemUTC(), terminal);
        try (Countdown countdown = new Countdown(surroundings)) {
            audit.accept(countdown);
        }
        return err.toString().replace(System.lineSeparator(), "\n");
    }

    private static String before(int accounts, Duration time) {
        return said(false, countdown -> countdown.expected(accounts, time));
    }

    @Test
    void aLongOneIsAnnouncedWithTheWayToStopIt() {
        String stop = "; stop it with Ctrl-C, and the next run goes on\n";
        assertEquals(
                "argine: 400 accounts take about 3 hours" + stop,
                before(400, Duration.ofMinutes(200)));
        assertEquals(
                "argine: 1 account takes about 90 minutes" + stop,
                before(1, Duration.ofMinutes(90)));
        assertEquals(
                "argine: 2 accounts take about 11 seconds" + stop,
                before(2, Duration.ofSeconds(11)));
        assertEquals("", before(9, Duration.ofSeconds(10)));
    }

    @Test
    void aTerminalShowsHowFarItIsAndIsClearedAtTheEnd() {
        String shown =
                said(
                        true,
                        countdown -> {
                            countdown.expected(2, Duration.ofSeconds(11));
                            countdown.guessed(5);
                            countdown.progress(50, 100);
                            countdown.progress(50, 100);
                        });
        String bar = "#".repeat(20) + ".".repeat(20);
        assertEquals(
                "\r\u001b[Ktrying [" + bar + "] 50 %, 1 weak so far\r\u001b[K",
                shown.substring(shown.indexOf('\n') + 1));
        assertEquals("", said(true, countdown -> countdown.progress(50, 100)));
    }
}
