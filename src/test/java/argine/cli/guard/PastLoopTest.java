// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.MailEvent;
import argine.mail.QueueId;
import argine.mail.Seen;
import argine.server.MailServer;
import argine.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The loop over a finished log stops whom the daemon stops that follows the log, when it does; all
 * runs are compared where they are played, in {@link StoppedThievesTest}.
 */
class PastLoopTest {
    private static final Path RECORDED = Path.of("src/test/corpus/lab");
    private static final Duration ONE_LOOK = Duration.ofMillis(250);
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    /** What is the same to the last recipient. */
    private record Reached(List<String> kinds, long recipients) {}

    @Test
    void moreThanCanBeKeptIsSaidAndNotJudgedInPart(@TempDir Path folder) throws IOException {
        MailServer server = server(RECORDED.resolve("incident"));
        PastLoop loop = new PastLoop(GuardFile.usual(), server);
        MailEvent one = new MailEvent.Removed(Seen.at(CLOCK.instant(), "mx"), new QueueId("4ABC1"));
        for (int i = 0; i <= PastLoop.MOST; i++) {
            loop.take(one);
        }
        IOException refused = assertThrows(IOException.class, () -> loop.play(folder));
        assertTrue(refused.getMessage().contains("name a part: --since 7d"));
    }

    /** Compares a recorded run with what the daemon made of it while it was written. */
    static void assertSame(Path run, Map<String, PlayedRun.Stop> live, Path scratch)
            throws IOException {
        MailServer server = server(run);
        PastLoop loop = new PastLoop(GuardFile.usual(), server);
        server.log().orElseThrow().read((MailEvent event) -> loop.take(event));
        List<PastLoop.Stop> past = loop.play(scratch);
        Map<String, Reached> stoppedLive = new TreeMap<>();
        Map<String, Reached> stoppedPast = new TreeMap<>();
        live.forEach(
                (name, one) -> stoppedLive.put(name, new Reached(one.kinds(), one.recipients())));
        past.forEach(
                one -> stoppedPast.put(one.account(), new Reached(one.kinds(), one.recipients())));
        assertEquals(stoppedLive, stoppedPast);
        for (PastLoop.Stop one : past) {
            Duration apart = Duration.between(live.get(one.account()).at(), one.at()).abs();
            assertTrue(apart.compareTo(ONE_LOOK) <= 0, one + ": apart by " + apart);
        }
    }

    private static MailServer server(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            List<Path> logs =
                    files.filter(file -> file.getFileName().toString().contains(".log"))
                            .sorted()
                            .toList();
            return Servers.find(
                    new Servers.Asked(
                            logs,
                            Optional.empty(),
                            Optional.of(run),
                            Optional.empty(),
                            Optional.empty(),
                            CLOCK));
        }
    }
}
