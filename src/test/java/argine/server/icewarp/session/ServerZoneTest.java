// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.log.LogFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerZoneTest {
    private static final String CONNECTED = "192.0.2.1 [00AA] 10:00:01 Connected";
    private static final String GREETING =
            "192.0.2.1 [00AA] 10:00:01 >>> 220 h ESMTP IceWarp 14.0.0; Tue, 24 Nov 2026 10:00:01 +0545";
    private static final String NEXT = "192.0.2.1 [00AA] 10:00:02 <<< HELO pc";

    @TempDir Path folder;

    private static Optional<ZoneId> atTheHead(String... lines) {
        byte[] head = String.join("\n", lines).concat("\n").getBytes(StandardCharsets.UTF_8);
        return ServerZone.in(head, head.length);
    }

    private String lastTime(String... lines) throws IOException {
        return Told.lines(folder, lines).reading().to().orElseThrow().toString();
    }

    @Test
    void theLineBehindConnectedOfTheSameSessionTellsTheZone() throws IOException {
        String other = "192.0.2.9 [00BB] 10:00:01 <<< QUIT";
        assertEquals("2026-11-24T04:15:02Z", lastTime(CONNECTED, other, GREETING, NEXT));
        assertEquals(
                Optional.of(ZoneOffset.ofHoursMinutes(5, 45)),
                atTheHead(CONNECTED, other, GREETING));
    }

    @Test
    void whatIsSaidLaterInASessionIsNoGreeting() throws IOException {
        String first = "192.0.2.1 [00AA] 10:00:01 >>> 220 h ESMTP";
        assertEquals("2026-11-24T10:00:02Z", lastTime(CONNECTED, first, GREETING, NEXT));
        assertEquals(Optional.empty(), atTheHead(CONNECTED, first, GREETING));
    }

    @Test
    void aLineOfASessionWhoseBeginningIsNotThereIsNoGreeting() throws IOException {
        assertEquals("2026-11-24T10:00:02Z", lastTime(GREETING, NEXT));
        assertEquals(Optional.empty(), atTheHead(GREETING));
    }

    @Test
    void aZoneThatIsKnownChangesWithTheNextGreetingOnly() throws IOException {
        String echo =
                "192.0.2.1 [00AA] 10:00:03 >>> 220 h Hello x; Tue, 24 Nov 2026 10:00:03 +0900";
        String summer =
                "192.0.2.7 [00CC] 10:00:04 >>> 220 h ESMTP IceWarp 14.0.0; Tue, 24 Nov 2026 10:00:04 +0445";
        assertEquals("2026-11-24T04:15:03Z", lastTime(CONNECTED, GREETING, NEXT, echo));
        assertEquals(
                "2026-11-24T05:15:04Z",
                lastTime(
                        CONNECTED,
                        GREETING,
                        NEXT,
                        "192.0.2.7 [00CC] 10:00:04 Connected",
                        summer,
                        "192.0.2.7 [00CC] 10:00:04 <<< HELO pc"));
    }

    @Test
    void whoLooksForATimeTakesTheZoneOfTheQueueWhereTheLogTellsNone() {
        byte[] line = (NEXT + "\n").getBytes(StandardCharsets.UTF_8);
        LogFile log =
                new LogFile(
                        "s20261124-00.log",
                        line.length,
                        Told.CLOCK.instant(),
                        () -> new ByteArrayInputStream(line));
        Logins logins = new Logins();
        logins.learn(ZoneOffset.ofHours(1));
        assertEquals(
                Instant.parse("2026-11-24T09:00:02Z").getEpochSecond() * 1_000_000L,
                SessionLog.times(log, Told.CLOCK, logins).of(line, 0, line.length));
    }

    @Test
    void oneQueueFileOfAnotherZoneDoesNotOutweighTheOthers() {
        Logins logins = new Logins();
        logins.learn(ZoneOffset.ofHours(1));
        logins.learn(ZoneOffset.ofHours(1));
        logins.learn(ZoneOffset.ofHours(2));
        assertEquals(Optional.of(ZoneOffset.ofHours(1)), logins.zone());
    }
}
