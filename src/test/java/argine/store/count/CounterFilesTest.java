// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.store.ClocksOfTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterFilesTest {
    private static final Meter HOUR = new Meter("hour", Meter.Kind.SUM, Duration.ofHours(1));

    @TempDir Path folder;
    private final ClocksOfTests clocks = new ClocksOfTests();

    private CounterStore open() throws IOException {
        return CounterFiles.open(folder, clocks.clocks());
    }

    private static void count(CounterStore store, int times) {
        for (int i = 0; i < times; i++) {
            store.counters().settle(List.of(Charge.of("a", HOUR, 1, 1000)));
        }
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        }
    }

    @Test
    void whatWasFlushedIsThereAfterAKill() throws IOException {
        CounterStore store = open();
        count(store, 5);
        store.flush();
        count(store, 3); // never flushed, never closed
        try (CounterStore again = open()) {
            assertEquals(5, again.counters().used("a", HOUR));
            assertEquals(List.of(), again.remarks());
        }
    }

    @Test
    void aLogThatBreaksOffAnywhereIsReadUpToThere() throws IOException {
        CounterStore store = open();
        for (int i = 0; i < 10; i++) {
            count(store, 1);
            store.flush();
        }
        Path log = files(".log").getLast();
        byte[] whole = Files.readAllBytes(log);
        long before = -1;
        for (int length = 0; length <= whole.length; length += 37) {
            Path other = Files.createDirectory(folder.resolve("cut" + length));
            for (Path file : files(".snapshot")) {
                Files.copy(file, other.resolve(file.getFileName()));
            }
            Files.write(other.resolve(log.getFileName()), Arrays.copyOf(whole, length));
            try (CounterStore again = CounterFiles.open(other, clocks.clocks())) {
                long used = again.counters().used("a", HOUR);
                assertTrue(used >= before && used <= 10, used + " after " + before);
                before = used;
                assertEquals(List.of(), again.remarks());
            }
        }
        assertTrue(before >= 9);
    }

    @Test
    void aDamagedSnapshotIsSetAsideAndNothingIsLost() throws IOException {
        try (CounterStore store = open()) {
            count(store, 5);
            store.compact();
            count(store, 2);
            store.compact();
            count(store, 1);
        }
        damage(files(".snapshot").getLast());
        try (CounterStore again = open()) {
            assertEquals(8, again.counters().used("a", HOUR));
            assertEquals(1, again.remarks().size());
            assertEquals(1, files(".damaged").size());
        }
    }

    @Test
    void damageInALogIsSaidAndWhatIsBeforeItIsUsed() throws IOException {
        try (CounterStore store = open()) {
            count(store, 5);
            store.flush();
            count(store, 5);
        }
        damage(files(".log").getLast());
        try (CounterStore again = open()) {
            assertTrue(again.counters().used("a", HOUR) <= 10);
            assertEquals(1, again.remarks().size());
        }
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x20;
        Files.write(file, bytes);
    }

    @Test
    void noDamageStopsTheStart() throws IOException {
        try (CounterStore store = open()) {
            count(store, 50);
            store.compact();
            count(store, 50);
        }
        Random random = new Random(4711);
        for (int round = 0; round < 25; round++) {
            Path other = Files.createDirectory(folder.resolve("round" + round));
            for (Path file :
                    Stream.concat(files(".snapshot").stream(), files(".log").stream()).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                for (int n = random.nextInt(4); n > 0; n--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                Files.write(other.resolve(file.getFileName()), bytes);
            }
            try (CounterStore again = CounterFiles.open(other, clocks.clocks())) {
                assertTrue(again.counters().used("a", HOUR) <= 100);
            }
        }
    }

    @Test
    void oldGenerationsGo() throws IOException {
        try (CounterStore store = open()) {
            for (int i = 0; i < 5; i++) {
                count(store, 1);
                store.compact();
            }
        }
        assertEquals(2, files(".snapshot").size());
        assertEquals(2, files(".log").size());
    }
}
