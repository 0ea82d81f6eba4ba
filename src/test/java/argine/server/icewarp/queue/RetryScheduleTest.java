// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryScheduleTest {
    @TempDir Path folder;

    private static List<Long> first(int number, RetrySchedule schedule) {
        return LongStream.rangeClosed(1, number).map(schedule::minutesUntil).boxed().toList();
    }

    @Test
    void theMinutesOfAFileAddUpAndTheLastRepeats() {
        Path file = Path.of("src/test/corpus/icewarp/config/interval.dat");
        assertEquals(
                List.of(5L, 10L, 20L, 35L, 95L, 215L, 455L, 755L, 1055L, 1355L),
                first(10, RetrySchedule.read(file)));
    }

    @Test
    void withoutAFileTheVendorsMinutesHold() {
        assertEquals(
                List.of(2L, 12L, 50L, 120L, 240L, 360L),
                first(6, RetrySchedule.around(folder.resolve("_outgoing/retry/a.tmp"))));
    }

    @Test
    void aFileThatSaysSomethingElseIsNone() throws IOException {
        for (String text : List.of("", "soon\n", "0\n5\n", "99999999999\n", "-5\n")) {
            Path file = Files.writeString(folder.resolve("interval.dat"), text);
            assertEquals(List.of(2L, 12L), first(2, RetrySchedule.read(file)), text);
        }
    }

    @Test
    void theFileIsFoundBesideTheQueue() throws IOException {
        Path config = Files.createDirectory(folder.resolve("config"));
        Files.writeString(config.resolve("interval.dat"), "7\r\n9\r\n");
        RetrySchedule schedule = RetrySchedule.around(folder.resolve("mail/_outgoing/retry/a.tmp"));
        assertEquals(List.of(7L, 16L, 25L), first(3, schedule));
        Instant arrival = Instant.parse("2026-11-24T08:00:00Z");
        assertEquals(
                arrival.plus(Duration.ofMinutes(25)),
                schedule.next(arrival, arrival.plus(Duration.ofMinutes(16))));
    }

    @Test
    void triesAreThoseWhoseTimeHasCome() {
        RetrySchedule schedule =
                RetrySchedule.read(Path.of("src/test/corpus/icewarp/config/interval.dat"));
        for (int retry = 1; retry < 20; retry++) {
            Duration due = Duration.ofMinutes(schedule.minutesUntil(retry));
            assertEquals(retry, schedule.triesWithin(due));
            assertEquals(retry - 1, schedule.triesWithin(due.minusMinutes(1)));
        }
    }
}
