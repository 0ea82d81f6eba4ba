// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argine.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue of real Postfix's files, which come, move and go between two looks. */
class QueueWatchTest {
    private static final Path FILES = Path.of("src/test/corpus/postfix/queue");
    private static final String FIRST = "deferred/E/E55CB282DB2";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir Path queue;
    private final List<String> seen = new ArrayList<>();
    private QueueWatch watch;
    private int seconds;

    @BeforeEach
    void begin() throws IOException {
        Files.createDirectories(queue.resolve("deferred/E"));
        Files.createDirectories(queue.resolve("active"));
        Files.createDirectories(queue.resolve("hold"));
        watch =
                new QueueWatch(
                        Servers.queue(queue, Optional.of(queue)).orElseThrow(),
                        Duration.ofSeconds(30));
    }

    private List<String> lookAt(int second) throws IOException {
        seconds = second;
        seen.clear();
        watch.look(NOW.plusSeconds(seconds), message -> seen.add(message.queueId().text()));
        return List.copyOf(new TreeSet<>(seen));
    }

    private Path put(String file) throws IOException {
        return Files.copy(someFile(), queue.resolve(file));
    }

    private static Path someFile() throws IOException {
        try (var files = Files.walk(FILES.resolve("deferred"))) {
            return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
        }
    }

    @Test
    void whatWaitsForAWhileIsHandedOnOnce() throws IOException {
        put(FIRST);
        assertEquals(List.of(), lookAt(0));
        assertEquals(List.of(), lookAt(29));
        assertEquals(List.of("E55CB282DB2"), lookAt(30));
        assertEquals(List.of(), lookAt(31));
        assertEquals(List.of(), lookAt(3600));
    }

    @Test
    void whatOnlyPassesThroughIsNot() throws IOException {
        Path file = put(FIRST);
        assertEquals(List.of(), lookAt(0));
        Files.delete(file);
        assertEquals(List.of(), lookAt(60));
    }

    @Test
    void whatMovesWaitsOn() throws IOException {
        Path file = put("active/E55CB282DB2");
        assertEquals(List.of(), lookAt(0));
        Files.move(file, queue.resolve(FIRST));
        assertEquals(List.of("E55CB282DB2"), lookAt(30));
        Files.move(queue.resolve(FIRST), file);
        assertEquals(List.of(), lookAt(60));
    }

    @Test
    void anIdThatComesAgainIsAnotherMessage() throws IOException {
        Path file = put(FIRST);
        lookAt(0);
        assertEquals(List.of("E55CB282DB2"), lookAt(30));
        Files.delete(file);
        lookAt(60);
        put(FIRST);
        assertEquals(List.of(), lookAt(90));
        assertEquals(List.of("E55CB282DB2"), lookAt(120));
    }

    @Test
    void whatIsOnHoldIsLeftAlone() throws IOException {
        put("hold/E55CB282DB2");
        lookAt(0);
        assertEquals(List.of(), lookAt(60));
    }

    @Test
    void aLookReadsABoundedNumberAndTheNextOnesTheRest() throws IOException {
        for (int i = 0; i < QueueWatch.MOST_READ + 5; i++) {
            put("active/%010X".formatted(0xA0_0000_0000L + i));
        }
        assertEquals(0, lookAt(0).size());
        assertEquals(QueueWatch.MOST_READ, lookAt(30).size());
        assertEquals(5, lookAt(35).size());
        assertEquals(0, lookAt(40).size());
    }

    @Test
    void aClockSetBackDelaysAndLosesNothing() throws IOException {
        put(FIRST);
        lookAt(0);
        assertEquals(List.of(), lookAt(-3600));
        assertEquals(List.of("E55CB282DB2"), lookAt(30));
    }

    @Test
    void aDamagedFileIsToldOnceAndTheOthersAreRead() throws IOException {
        put(FIRST);
        Files.writeString(queue.resolve("deferred/E/E55CB282DB3"), "no queue file");
        lookAt(0);
        List<String> trouble = watch.look(NOW.plusSeconds(30), message -> seen.add(message.file()));
        assertEquals(
                List.of(queue.resolve("deferred/E/E55CB282DB3") + " is damaged: cut short"),
                trouble);
        assertEquals(1, seen.size());
        assertEquals(List.of(), watch.look(NOW.plusSeconds(60), _ -> {}));
    }

    @Test
    void aQueueThatIsNotThereIsSaid() throws IOException {
        QueueWatch nowhere =
                new QueueWatch(
                        Servers.queue(queue, Optional.of(queue.resolve("gone"))).orElseThrow(),
                        Duration.ZERO);
        assertThrows(NoSuchFileException.class, () -> nowhere.look(NOW, _ -> {}));
    }
}
