// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static argine.guard.GuardOfTests.addresses;
import static argine.guard.GuardOfTests.limited;
import static argine.guard.GuardOfTests.recipient;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@link AnyWindowTest} shows of one thread, of four at once that share an account: they send
 * the same messages and each other's again, give up, refund, restart the guard and set its clock.
 *
 * <p>The clock goes on while somebody is answered, so of each answer it is known only between which
 * two moments it was given; what is certain by that is held to the promise.
 */
class AnyWindowAtOnceTest {
    private static final String ROSSI = "rossi@corp.test";
    private static final int MOST = 20;
    private static final int THREADS = 4;
    private static final int STEPS = 500;
    private static final long WINDOW = Duration.ofHours(1).toNanos();
    private static final long ANSWERED = Duration.ofMinutes(5).toNanos();

    /**
     * A message that was accepted, not before one moment and not after another.
     *
     * @param known how many questions had been put when the answer was known
     * @param run of the guard, which one it was
     */
    private record Accepted(long earliest, long latest, int recipients, long known, int run) {}

    /** A message that anybody may send: its recipients, and what became of it. */
    private static final class Shared {
        final String instance;
        final List<Address> recipients;

        /** A refund comes after the answers that it takes back, as a log's lines do. */
        final ReadWriteLock refunding = new ReentrantReadWriteLock();

        final List<Accepted> charged = new ArrayList<>();

        Shared(int number) {
            instance = "i" + number;
            recipients =
                    addresses(
                            IntStream.range(0, 1 + Math.floorMod(number * 7, 9))
                                    .mapToObj(i -> i + "." + instance + "@ext.test")
                                    .toArray(String[]::new));
        }
    }

    @TempDir Path folder;
    private final Map<Integer, Shared> messages = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();
    private final AtomicLong questions = new AtomicLong();
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicInteger refunds = new AtomicInteger();
    private final AtomicInteger restarts = new AtomicInteger();

    /** Nobody is being answered while the guard ends and the next one begins. */
    private final ReadWriteLock running = new ReentrantReadWriteLock();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void inAnyIntervalOfTheWindowAtMostSoManyAreAcceptedFromAllAtOnce(long seed) throws Exception {
        try (GuardOfTests house = new GuardOfTests(folder, limited(MOST + " recipients / hour"))) {
            List<Future<?>> all = new ArrayList<>();
            try (ExecutorService people = Executors.newFixedThreadPool(THREADS)) {
                for (int i = 0; i < THREADS; i++) {
                    One one = new One(house, new Random(seed * THREADS + i), "s" + i);
                    all.add(people.submit(one::work));
                }
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        List<Accepted> accepted = new ArrayList<>();
        messages.values().forEach(message -> accepted.addAll(message.charged));
        for (Accepted begin : accepted) {
            long within = certainlyWithin(accepted, begin.earliest);
            assertTrue(within <= MOST, () -> within + " in the hour from " + begin);
        }
        assertTrue(accepted.size() > 20, "the guard lets mail pass: " + accepted.size());
        assertTrue(again.get() > 0, again + " asked again");
        assertTrue(refunds.get() > 0, refunds + " refunds");
        assertTrue(restarts.get() > 0, restarts + " restarts");
    }

    private static long certainlyWithin(List<Accepted> all, long begin) {
        return all.stream()
                .filter(one -> one.earliest >= begin && one.latest < begin + WINDOW)
                .mapToInt(Accepted::recipients)
                .sum();
    }

    /** One of those who send at the same time. */
    private final class One {
        private final GuardOfTests house;
        private final Random random;
        private final String session;

        One(GuardOfTests house, Random random, String session) {
            this.house = house;
            this.random = random;
            this.session = session;
        }

        Void work() throws IOException {
            for (int i = 0; i < STEPS; i++) {
                int step = random.nextInt(30);
                if (step == 0) {
                    restart();
                } else {
                    running.readLock().lock();
                    try {
                        step(step);
                    } finally {
                        running.readLock().unlock();
                    }
                }
            }
            return null;
        }

        private void step(int step) {
            if (step < 6) {
                whole(message(last.incrementAndGet()));
            } else if (step < 10) {
                whole(message(older())); // by anybody, at the same time or later
            } else if (step < 16) {
                oneByOne(message(-last.incrementAndGet()));
            } else if (step < 20) {
                end(message(-older()), false);
            } else if (step < 24) {
                refund(message(random.nextBoolean() ? older() : -older()));
            } else if (step < 26) {
                house.guard.aborted(Transaction.of(session, "i" + -older()));
            } else if (step == 26) {
                house.clocks.set(Duration.ofMinutes(random.nextInt(-6000, 6000)));
                house.guard.tick();
            } else {
                house.clocks.pass(Duration.ofSeconds(random.nextInt(400)));
                house.guard.tick();
            }
        }

        private Shared message(int number) {
            return messages.computeIfAbsent(number, Shared::new);
        }

        private int older() {
            return Math.max(1, last.get() - random.nextInt(4));
        }

        private void whole(Shared shared) {
            answered(shared, GuardOfTests.message(ROSSI, shared.instance, shared.recipients));
        }

        /** As Postfix's policy protocol asks; some clients go away before the end. */
        private void oneByOne(Shared shared) {
            for (Address one : shared.recipients) {
                PolicyRequest request = recipient(ROSSI, shared.instance, one.toString());
                PolicyRequest mine = request.in(Transaction.of(session, shared.instance));
                if (house.guard.decide(mine).refuses()) {
                    return;
                }
                if (random.nextInt(4) == 0) { // Postfix lost the answer
                    house.guard.decide(mine);
                }
            }
            if (random.nextInt(5) == 0) {
                house.guard.closed(session);
            } else {
                end(shared, true);
            }
        }

        private void end(Shared shared, boolean isMine) {
            String by = isMine ? session : "";
            PolicyRequest request =
                    GuardOfTests.end(ROSSI, shared.instance, shared.recipients.size());
            answered(shared, request.in(Transaction.of(by, shared.instance)));
        }

        private void answered(Shared shared, PolicyRequest request) {
            shared.refunding.readLock().lock();
            try {
                long earliest = nanos();
                long asked = questions.incrementAndGet();
                boolean passes = house.guard.decide(request).equals(Decision.PASS);
                note(
                        shared,
                        passes,
                        asked,
                        new Accepted(
                                earliest,
                                nanos(),
                                shared.recipients.size(),
                                questions.get(),
                                restarts.get()));
            } finally {
                shared.refunding.readLock().unlock();
            }
        }

        /** Asked again within five minutes it is the same message with the same answer. */
        private void note(Shared shared, boolean passes, long asked, Accepted now) {
            synchronized (shared.charged) {
                Accepted before = shared.charged.isEmpty() ? null : shared.charged.getLast();
                if (before == null || before.run != now.run) {
                    keep(shared, passes, now);
                } else if (now.latest <= before.earliest + ANSWERED) {
                    assertTrue(passes || asked <= before.known, shared.instance + " asked again");
                    again.incrementAndGet();
                } else if (now.earliest > before.latest + ANSWERED) {
                    keep(shared, passes, now);
                }
            }
        }

        private void keep(Shared shared, boolean passes, Accepted now) {
            if (passes) {
                shared.charged.add(now);
            }
        }

        /** What came to nothing was not accepted; once more is no gift. */
        private void refund(Shared shared) {
            shared.refunding.writeLock().lock();
            try {
                house.guard.refund(Transaction.of("", shared.instance));
                house.guard.refund(Transaction.of("", shared.instance));
                if (!shared.charged.isEmpty()) {
                    shared.charged.removeLast();
                    refunds.incrementAndGet();
                }
            } finally {
                shared.refunding.writeLock().unlock();
            }
        }

        /** Messages on their way are forgotten; what was counted is not. */
        private void restart() throws IOException {
            running.writeLock().lock();
            try {
                if (random.nextBoolean()) {
                    house.guard.tick();
                }
                house.restart();
                restarts.incrementAndGet();
            } finally {
                running.writeLock().unlock();
            }
        }

        private long nanos() {
            return house.clocks.clocks().nanos().getAsLong();
        }
    }
}
