// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue of real Postfix's files, which come, move and go between two looks. */
class QueueWatchTest {
    private static final Path FILES = Path.of("src/test/corpus/postfix/queue");
    private static final String FIRST = "deferred/E/E55CB282DB2";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir Path queue;
    private QueueWatch watch;
    private Instant now = NOW;

    @BeforeEach
    void begin() throws IOException {
        Files.createDirectories(queue.resolve("deferred/E"));
        Files.createDirectories(queue.resolve("active"));
        Files.createDirectories(queue.resolve("hold"));
        watch =
                new QueueWatch(
                        Servers.queue(queue, Optional.of(queue)).orElseThrow(),
                        Duration.ofSeconds(30),
                        () -> now);
    }

    private List<String> lookAt(int second) throws IOException {
        return List.copyOf(new TreeSet<>(look(second).waiting().keySet()));
    }

    private QueueWatch.Look look(int second) throws IOException {
        now = NOW.plusSeconds(second);
        return watch.look();
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
    void whatWaitsForAWhileIsHandedOnAndAgainAfterTwiceAsLong() throws IOException {
        put(FIRST);
        List<Integer> handedOn = new ArrayList<>();
        for (int second = 0; second < 20_000; second += 10) {
            if (!lookAt(second).isEmpty()) {
                handedOn.add(second);
            }
        }
        assertEquals(List.of(30, 90, 210, 450, 930, 1890), handedOn);
    }

    @Test
    void whatOnlyPassesThroughIsNot() throws IOException {
        Path file = put(FIRST);
        assertEquals(List.of(), lookAt(0));
        Files.delete(file);
        assertEquals(new QueueWatch.Look(Map.of(), List.of(), List.of()), look(60));
        assertEquals(new QueueWatch.Look(Map.of(), List.of(), List.of()), look(90));
    }

    @Test
    void whatMovesWaitsOn() throws IOException {
        Path file = put("active/E55CB282DB2");
        assertEquals(List.of(), lookAt(0));
        Files.move(file, queue.resolve(FIRST));
        assertEquals(List.of("E55CB282DB2"), lookAt(30));
        Files.move(queue.resolve(FIRST), file);
        assertEquals(List.of(), lookAt(60));
        assertEquals(List.of(), look(65).left());
    }

    @Test
    void whatIsMissedByOneLookHasNotLeft() throws IOException {
        Path file = put(FIRST);
        lookAt(0);
        lookAt(30);
        Path aside = Files.move(file, queue.resolve("aside"));
        assertEquals(List.of(), look(35).left());
        Files.move(aside, file);
        assertEquals(new QueueWatch.Look(Map.of(), List.of(), List.of()), look(40));
        Files.delete(file);
        assertEquals(List.of(), look(45).left());
        assertEquals(List.of("E55CB282DB2"), look(50).left());
        assertEquals(List.of(), look(55).left());
    }

    @Test
    void anIdThatComesAgainIsAnotherMessage() throws IOException {
        Path file = put(FIRST);
        lookAt(0);
        assertEquals(List.of("E55CB282DB2"), lookAt(30));
        Files.delete(file);
        lookAt(60);
        lookAt(65);
        put(FIRST);
        assertEquals(List.of(), lookAt(90));
        assertEquals(List.of("E55CB282DB2"), lookAt(120));
    }

    @Test
    void aLookThatTakesLongReadsTheRestNextTime() throws IOException {
        for (int i = 0; i < 20; i++) {
            put("active/%010X".formatted(0xA0_0000_0000L + i));
        }
        AtomicInteger ticks = new AtomicInteger();
        QueueWatch slow =
                new QueueWatch(
                        Servers.queue(queue, Optional.of(queue)).orElseThrow(),
                        Duration.ofHours(1),
                        () -> now.plusMillis(300L * ticks.getAndIncrement()));
        slow.look();
        now = NOW.plus(Duration.ofHours(1));
        Set<String> all = new TreeSet<>();
        int most = 0;
        for (int i = 0; i < 20 && all.size() < 20; i++) {
            Set<String> some = slow.look().waiting().keySet();
            most = Math.max(most, some.size());
            all.addAll(some);
        }
        assertEquals(20, all.size());
        assertTrue(most <= 4, "read in one look: " + most);
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
    void aDamagedFileIsToldAndTheOthersAreRead() throws IOException {
        put(FIRST);
        Files.writeString(queue.resolve("deferred/E/E55CB282DB3"), "no queue file");
        look(0);
        QueueWatch.Look look = look(30);
        assertEquals(
                List.of(queue.resolve("deferred/E/E55CB282DB3") + " is damaged: cut short"),
                look.troubles());
        assertEquals(Set.of("E55CB282DB2"), look.waiting().keySet());
        assertEquals(List.of(), look(35).troubles());
    }

    @Test
    void aQueueThatIsNotThereIsSaid() throws IOException {
        QueueWatch nowhere =
                new QueueWatch(
                        Servers.queue(queue, Optional.of(queue.resolve("gone"))).orElseThrow(),
                        Duration.ZERO,
                        () -> NOW);
        assertThrows(NoSuchFileException.class, nowhere::look);
    }
}
