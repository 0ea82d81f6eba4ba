// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.store.ClocksOfTests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountersTest {
    private static final Meter HOUR = new Meter("hour", Meter.Kind.SUM, Duration.ofHours(1));
    private static final Meter DAY = new Meter("day", Meter.Kind.SUM, Duration.ofDays(1));
    private static final Meter DISTINCT =
            new Meter("distinct", Meter.Kind.DISTINCT, Duration.ofHours(1));
    private static final Meter FIRST = new Meter("first", Meter.Kind.FIRST, Duration.ofDays(1));

    @TempDir Path folder;
    private final ClocksOfTests clocks = new ClocksOfTests();
    private CounterStore store;
    private Counters counters;

    @BeforeEach
    void open() throws IOException {
        store = CounterFiles.open(folder, clocks.clocks());
        counters = store.counters();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private void restart() throws IOException {
        store.close();
        open();
    }

    private boolean settle(Meter meter, long amount, long capacity) {
        return counters.settle(List.of(Charge.of("account:rossi", meter, amount, capacity)))
                .taken();
    }

    @Test
    void whatFitsIsTakenAndWhatDoesNotIsNot() {
        assertTrue(settle(HOUR, 200, 300));
        assertFalse(settle(HOUR, 101, 300));
        assertTrue(settle(HOUR, 100, 300));
        assertFalse(settle(HOUR, 1, 300));
        assertEquals(300, counters.used("account:rossi", HOUR));
    }

    @Test
    void anEmptyCounterHasItsCapacityTestedToo() {
        assertFalse(settle(HOUR, 301, 300));
        assertEquals(0, counters.used("account:rossi", HOUR));
    }

    @Test
    void allAreTakenOrNone() {
        List<Charge> both =
                List.of(
                        Charge.of("account:rossi", HOUR, 5, 10),
                        Charge.of("domain:corp.test", DAY, 5, 4));
        assertFalse(counters.settle(both).taken());
        assertEquals(0, counters.used("account:rossi", HOUR));
        assertEquals(0, counters.used("domain:corp.test", DAY));
    }

    @Test
    void aWindowRollsAndKnowsNoHour() {
        clocks.pass(Duration.ofMinutes(59));
        assertTrue(settle(HOUR, 300, 300));
        clocks.pass(Duration.ofMinutes(2));
        assertFalse(settle(HOUR, 1, 300));
        clocks.pass(Duration.ofMinutes(58));
        assertFalse(settle(HOUR, 1, 300));
        clocks.pass(Duration.ofMinutes(2));
        assertTrue(settle(HOUR, 300, 300));
    }

    @Test
    void whatIsReservedCountsUntilItIsGivenBack() {
        List<Charge> wanted = List.of(Charge.of("account:rossi", HOUR, 8, 10));
        Outcome outcome = counters.reserve(wanted);
        assertTrue(outcome.taken());
        assertFalse(settle(HOUR, 3, 10));
        counters.release(outcome.levels().stream().map(Level::held).toList());
        assertTrue(settle(HOUR, 3, 10));
    }

    @Test
    void settlingTakesBackWhatWasReservedForIt() {
        Outcome outcome = counters.reserve(List.of(Charge.of("account:rossi", HOUR, 8, 10)));
        Charge smaller = Charge.of("account:rossi", HOUR, 6, 10).holding(8);
        assertEquals(8, outcome.levels().getFirst().held().held());
        assertTrue(counters.settle(List.of(smaller)).taken());
        assertEquals(6, counters.used("account:rossi", HOUR));
    }

    @Test
    void whatIsOnlyReservedDoesNotSurviveARestart() throws IOException {
        counters.reserve(List.of(Charge.of("account:rossi", HOUR, 8, 10)));
        assertTrue(settle(HOUR, 2, 10));
        restart();
        assertEquals(2, counters.used("account:rossi", HOUR));
    }

    @Test
    void aRefundTakesBackWhereItWasCounted() {
        List<Charge> charges = List.of(Charge.of("account:rossi", HOUR, 8, 10));
        long at = counters.settle(charges).at();
        clocks.pass(Duration.ofMinutes(3));
        settle(HOUR, 1, 10);
        counters.refund(charges, at);
        assertEquals(1, counters.used("account:rossi", HOUR));
    }

    @Test
    void aRefundSurvivesARestart() throws IOException {
        List<Charge> charges = List.of(Charge.of("account:rossi", HOUR, 8, 10));
        counters.refund(charges, counters.settle(charges).at());
        restart();
        assertEquals(0, counters.used("account:rossi", HOUR));
    }

    @Test
    void theSameElementCountsOnceInAWindow() {
        assertTrue(elements(DISTINCT, 2, "a", "b"));
        assertTrue(elements(DISTINCT, 2, "b", "a"));
        assertFalse(elements(DISTINCT, 2, "c"));
        clocks.pass(Duration.ofMinutes(50));
        assertTrue(elements(DISTINCT, 2, "a"));
        clocks.pass(Duration.ofMinutes(12));
        assertTrue(elements(DISTINCT, 2, "c"), "b is over, a is not");
        assertFalse(elements(DISTINCT, 2, "d"));
    }

    @Test
    void whoIsKnownIsNeverNewAgain() throws IOException {
        assertTrue(elements(FIRST, 2, "a", "b"));
        assertFalse(elements(FIRST, 2, "c"));
        clocks.pass(Duration.ofDays(2));
        assertTrue(elements(FIRST, 2, "a", "b", "c", "d"));
        restart();
        assertFalse(elements(FIRST, 2, "e"));
        assertTrue(elements(FIRST, 2, "c", "d"));
    }

    @Test
    void whatWasRefusedMakesNobodyKnown() {
        assertFalse(elements(FIRST, 1, "a", "b"));
        assertTrue(elements(FIRST, 1, "a"));
        assertFalse(elements(FIRST, 1, "b"));
    }

    @Test
    void theOldestOfVeryManyKnownIsForgotten() {
        for (int i = 0; i <= Tally.MAX_KNOWN; i++) {
            elements(FIRST, Charge.UNLIMITED, "r" + i);
        }
        assertTrue(elements(FIRST, 0, "r1", "r" + Tally.MAX_KNOWN));
        assertFalse(elements(FIRST, 0, "r0"));
    }

    private boolean elements(Meter meter, long capacity, String... texts) {
        int[] elements = new int[texts.length];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = counters.element(texts[i]);
        }
        return counters.settle(List.of(Charge.of("account:rossi", meter, elements, capacity)))
                .taken();
    }

    @Test
    void anotherNumberGoesOnFromWhatWasCounted() {
        assertTrue(settle(HOUR, 300, 300));
        assertFalse(settle(HOUR, 1, 300));
        assertTrue(settle(HOUR, 200, 500));
        assertFalse(settle(HOUR, 1, 400));
        assertEquals(500, counters.used("account:rossi", HOUR));
    }

    @Test
    void countersGoOnAfterARestart() throws IOException {
        settle(HOUR, 7, 10);
        elements(DISTINCT, 10, "a", "b");
        clocks.pass(Duration.ofMinutes(30));
        restart();
        assertEquals(7, counters.used("account:rossi", HOUR));
        assertEquals(2, counters.used("account:rossi", DISTINCT));
        store.close();
        clocks.set(Duration.ofMinutes(40));
        open();
        assertEquals(0, counters.used("account:rossi", HOUR), "the absence counts as time");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -100_000, 25, 24 * 365 * 30})
    void aClockThatWasSetEmptiesNoCounter(long hours) throws IOException {
        settle(DAY, 7, 10);
        store.close();
        clocks.set(Duration.ofHours(hours));
        open();
        assertEquals(7, counters.used("account:rossi", DAY));
        assertEquals(1, store.remarks().size());
    }

    @Test
    void aClockThatIsSetWhileCountingMeansNothing() {
        settle(HOUR, 10, 10);
        clocks.set(Duration.ofHours(5));
        assertFalse(settle(HOUR, 1, 10));
        clocks.set(Duration.ofHours(-50));
        assertFalse(settle(HOUR, 1, 10));
        clocks.pass(Duration.ofMinutes(62));
        assertTrue(settle(HOUR, 1, 10));
    }

    @Test
    void aClockThatWasSetBeforeARestartEmptiesNoCounter() throws IOException {
        settle(HOUR, 10, 10);
        store.flush();
        clocks.set(Duration.ofHours(5)); // within the seconds in which nothing is written
        restart();
        assertFalse(settle(HOUR, 1, 10));
        clocks.set(Duration.ofHours(5));
        store.flush();
        restart();
        assertFalse(settle(HOUR, 1, 10));
    }

    @Test
    void whatExpiredTakesNoRoomInASnapshot() throws IOException {
        for (int i = 0; i < 1000; i++) {
            counters.settle(List.of(Charge.of("network:" + i, HOUR, 1, 10)));
        }
        clocks.pass(Duration.ofHours(2));
        store.compact();
        assertEquals(0, store.subjects());
    }

    /** Runs of random decisions against a list of everything that was accepted. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void inAnyIntervalOfTheWindowAtMostTheCapacityIsAccepted(long seed) throws IOException {
        Random random = new Random(seed);
        long capacity = 1 + random.nextInt(50);
        Meter meter = new Meter("m", Meter.Kind.SUM, Duration.ofMinutes(1 + random.nextInt(200)));
        Deque<Accepted> accepted = new ArrayDeque<>();
        List<Charge> reserved = new ArrayList<>();
        long time = 0;
        for (int step = 0; step < 4000; step++) {
            long wait = (long) (meter.window().toMillis() * Math.pow(random.nextDouble(), 8) / 4);
            clocks.pass(Duration.ofMillis(wait));
            time += wait;
            if (random.nextInt(300) == 0) {
                clocks.set(Duration.ofMinutes(random.nextInt(10_000) - 5_000));
            }
            if (random.nextInt(500) == 0) {
                clocks.set(Duration.ZERO);
                restart();
                reserved.clear();
            }
            step(random, meter, capacity, reserved, accepted, time);
            long window = meter.window().toMillis();
            long now = time;
            accepted.removeIf(one -> one.time() <= now - window);
            long sum = accepted.stream().mapToLong(one -> one.charge().amount()).sum();
            assertTrue(sum <= capacity, "seed " + seed + ", step " + step + ": " + sum);
        }
    }

    /** What was settled, when by the test's time, and when by the counters'. */
    private record Accepted(long time, Charge charge, long settledAt) {}

    private void step(
            Random random,
            Meter meter,
            long capacity,
            List<Charge> reserved,
            Deque<Accepted> accepted,
            long time) {
        Charge charge = Charge.of("s", meter, 1 + random.nextInt(10), capacity);
        switch (random.nextInt(5)) {
            case 0 -> {
                Outcome outcome = counters.reserve(List.of(charge));
                if (outcome.taken()) {
                    reserved.add(outcome.levels().getFirst().held());
                }
            }
            case 1 -> {
                if (!reserved.isEmpty()) {
                    counters.release(List.of(reserved.removeLast()));
                }
            }
            case 2 -> {
                if (!reserved.isEmpty()) {
                    Charge held = reserved.removeFirst();
                    Outcome outcome = counters.settle(List.of(held));
                    assertTrue(outcome.taken());
                    accepted.add(new Accepted(time, held, outcome.at()));
                }
            }
            case 3 -> { // something that was accepted a while ago comes to nothing
                if (!accepted.isEmpty() && random.nextInt(4) == 0) {
                    Accepted one = accepted.removeFirst();
                    counters.refund(
                            List.of(Charge.of("s", meter, one.charge().amount(), 0)),
                            one.settledAt());
                }
            }
            default -> {
                Outcome outcome = counters.settle(List.of(charge));
                if (outcome.taken()) {
                    accepted.add(new Accepted(time, charge, outcome.at()));
                }
            }
        }
    }

    @Test
    void manyAtOnceTakeTogetherWhatThereIsAndNoMore() throws Exception {
        AtomicLong taken = new AtomicLong();
        List<Exception> troubles = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int t = 0; t < 8; t++) {
                int seed = t;
                threads.submit(
                        () -> {
                            try {
                                for (int i = 0; i < 2000; i++) {
                                    taken.addAndGet(takeSome(seed * 2000 + i));
                                }
                            } catch (RuntimeException e) {
                                troubles.add(e);
                            }
                        });
            }
            for (int i = 0; i < 20; i++) {
                store.flush();
                store.compact();
            }
        }
        assertEquals(List.of(), troubles);
        assertEquals(5000, taken.get());
        assertEquals(5000, counters.used("everywhere", DAY));
        restart();
        assertEquals(5000, counters.used("everywhere", DAY), "the files say the same");
    }

    /**
     * Half of what fits is settled at once, half is reserved before; some of that is given back.
     */
    private long takeSome(int i) {
        List<Charge> wanted =
                List.of(
                        Charge.of("account:" + i % 97, HOUR, 1, 1000),
                        Charge.of("domain:" + i % 7, HOUR, 1, 100_000),
                        Charge.of("everywhere", DAY, 1, 5000));
        if (i % 2 == 0) {
            return counters.settle(wanted).taken() ? 1 : 0;
        }
        Outcome outcome = counters.reserve(wanted);
        if (!outcome.taken()) {
            return 0;
        }
        List<Charge> held = outcome.levels().stream().map(Level::held).toList();
        if (i % 5 == 0) {
            counters.release(held);
            return 0;
        }
        return counters.settle(held).taken() ? 1 : 0;
    }
}
