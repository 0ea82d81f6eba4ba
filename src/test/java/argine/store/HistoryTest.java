// SPDX-License-Identifier: Apache-2.0
package argine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir private Path folder;

    private static Sample sample(int minute) {
        return Sample.of(
                START.plus(Duration.ofMinutes(minute)),
                Map.of("queue", (long) minute, "account:rossi@example.org", 7L));
    }

    private History filled(int samples) throws IOException {
        History history = new History(folder);
        for (int i = 0; i < samples; i++) {
            history.add(sample(i));
        }
        return history;
    }

    private Path file() {
        return folder.resolve("history");
    }

    @Test
    void whatWasAddedComesBack() throws IOException {
        assertEquals(List.of(sample(0), sample(1), sample(2)), filled(3).samples());
    }

    @Test
    void withoutAFileThereIsNoPast() throws IOException {
        assertEquals(List.of(), new History(folder.resolve("not there")).samples());
    }

    @Test
    void namesOfStrangersComeBackUnchanged() throws IOException {
        Sample strange =
                Sample.of(
                        START,
                        Map.of("account:a b=c\n%41\u001b[31m\u00fc\ud83d\ude00", 1L, "%", 2L));
        new History(folder).add(strange);
        assertEquals(List.of(strange), new History(folder).samples());
    }

    @Test
    void aCrashInMidWriteCostsOnlyTheLineThatWasBeingWritten() throws IOException {
        filled(3);
        byte[] whole = Files.readAllBytes(file());
        int start = new String(whole, StandardCharsets.US_ASCII).trim().lastIndexOf('\n') + 1;
        for (int cut = start; cut < whole.length; cut += 9) {
            Files.write(file(), Arrays.copyOf(whole, cut));
            assertEquals(List.of(sample(0), sample(1)), new History(folder).samples());
            new History(folder).add(sample(9));
            assertEquals(List.of(sample(0), sample(1), sample(9)), new History(folder).samples());
        }
    }

    @Test
    void remainsOfACrashAreSetAside() throws IOException {
        filled(2);
        Files.writeString(file(), "0badc0de 17", StandardOpenOption.APPEND);
        new History(folder).add(sample(5));
        assertEquals("0badc0de 17\n", Files.readString(folder.resolve("history.damaged")));
        assertEquals(List.of(sample(0), sample(1), sample(5)), new History(folder).samples());
    }

    @Test
    void noFlippedBitIsTakenForAFigure() throws IOException {
        filled(1);
        byte[] whole = Files.readAllBytes(file());
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file(), flipped);
            List<Sample> found = new History(folder).samples();
            assertTrue(found.isEmpty() || found.equals(List.of(sample(0))), "bit " + bit);
        }
    }

    @Test
    void garbageIsNoPastAndNoObstacle() throws IOException {
        byte[] garbage = new byte[5 << 20];
        new Random(7).nextBytes(garbage);
        Files.write(file(), garbage);
        History history = new History(folder);
        assertEquals(List.of(), history.samples());
        history.add(sample(1));
        assertEquals(List.of(sample(1)), history.samples());
        assertTrue(Files.size(file()) < 1000);
    }

    @Test
    void itStaysSmallAndKeepsTheLongPast() throws IOException {
        List<String> lines = new ArrayList<>();
        int minutes = 40 * 24 * 60;
        for (int minute = 0; minute < minutes; minute++) {
            lines.add(SampleLine.write(sample(minute)));
        }
        for (int i = 0; i < lines.size(); i += 1440) {
            Files.writeString(
                    file(),
                    String.join("", lines.subList(i, i + 1440)),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            new History(folder).add(sample(i + 1440));
        }
        List<Sample> kept = new History(folder).samples();
        assertTrue(Files.size(file()) <= History.LARGEST + 200_000, Files.size(file()) + " bytes");
        assertTrue(kept.size() > 800, kept.size() + " samples");
        assertTrue(kept.getFirst().at().isBefore(kept.getLast().at().minus(Duration.ofDays(30))));
    }

    @Test
    void whatIsOfTheSameMinuteOrOlderIsNotAddedAgain() throws IOException {
        History history = filled(2);
        history.add(Sample.of(sample(1).at().plusSeconds(30), Map.of("queue", 99L)));
        history.add(Sample.of(sample(0).at(), Map.of("queue", 99L)));
        assertEquals(List.of(sample(0), sample(1)), history.samples());
    }

    @Test
    void aClockThatWasInTheFutureDoesNotStopIt() throws IOException {
        History history = new History(folder);
        history.add(sample(60 * 24 * 400));
        history.add(sample(1));
        assertTrue(history.samples().contains(sample(1)));
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        new History(folder.resolve("fresh")).add(sample(0));
        Path fresh = folder.resolve("fresh");
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(fresh.resolve("history"))));
    }

    @Test
    void aLinkInItsPlaceIsNotFollowed() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Files.createSymbolicLink(folder.resolve("history.lock"), victim);
        assertThrows(FileSystemException.class, () -> new History(folder).add(sample(0)));
        assertEquals("precious", Files.readString(victim));
        assertFalse(Files.exists(file()));
    }

    @Test
    void manyMayAddAtTheSameTime() throws Exception {
        int writers = 8;
        int each = 6;
        List<Thread> threads = new ArrayList<>();
        List<Throwable> thrown = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
            int first = w;
            Thread thread =
                    new Thread(
                            () -> {
                                try {
                                    for (int i = 0; i < each; i++) {
                                        new History(folder).add(sample(i * writers + first));
                                    }
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            });
            thread.setUncaughtExceptionHandler((_, e) -> thrown.add(e));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), thrown);
        List<Sample> samples = new History(folder).samples();
        assertEquals(
                samples.size(), new TreeSet<>(samples.stream().map(Sample::at).toList()).size());
        assertEquals(samples.size(), Files.readAllLines(file()).size());
        assertEquals(sample(writers * each - 1), samples.getLast());
    }
}
