// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.SetClock;
import argine.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that does its work worse, and the program that pages somebody. */
class StateAlertTest {
    private static final Instant BEGIN = Instant.parse("2026-11-26T03:12:00Z");

    @TempDir Path folder;
    private final SetClock clock = new SetClock(BEGIN);

    @Test
    void whoGetsAlertsHearsOnceWhenMailPassesAndOnceWhenAllIsWell() throws Exception {
        Path paged = Files.createFile(folder.resolve("paged"));
        String alert = "[alert]\nrun = [\"tee\", \"-a\", \"" + paged + "\"]\n";
        try (Daemon daemon = SocketGuard.start(folder, clock, alert)) {
            ticks(daemon);
            watch(true);
            assertEquals("", daemon.reload());
            ticks(daemon);
            clock.forward(Duration.ofMinutes(11));
            watch(false);
            assertEquals("", daemon.reload());
            ticks(daemon);
            Wait.until(() -> Files.readAllLines(paged).size() >= 2, () -> "two alerts");
        } // which brings what else there may be
        List<String> all = Files.readAllLines(paged).stream().sorted().toList();
        assertEquals(2, all.size(), all.toString());
        assertTrue(
                all.getFirst()
                        .startsWith(
                                "{\"at\":\"2026-11-26T03:12:00Z\",\"event\":\"state\","
                                        + "\"before\":\"enforcing\",\"state\":\"passing\","),
                all.getFirst());
        assertTrue(
                all.getLast()
                        .startsWith(
                                "{\"at\":\"2026-11-26T03:23:00Z\",\"event\":\"state\","
                                        + "\"before\":\"passing\",\"state\":\"enforcing\","),
                all.getLast());
    }

    private static void ticks(Daemon daemon) {
        for (int i = 0; i < 20; i++) {
            daemon.tick();
        }
    }

    private void watch(boolean only) throws IOException {
        Path config = SocketGuard.configuration(folder);
        String text = Files.readString(config).replaceFirst("^mode = \"watch\"\n", "");
        Files.writeString(config, (only ? "mode = \"watch\"\n" : "") + text);
    }
}
