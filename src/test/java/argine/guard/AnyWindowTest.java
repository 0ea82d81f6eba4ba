// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static argine.guard.GuardOfTests.addresses;
import static argine.guard.GuardOfTests.end;
import static argine.guard.GuardOfTests.limited;
import static argine.guard.GuardOfTests.message;
import static argine.guard.GuardOfTests.recipient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a limit promises, kept by the whole guard: in any interval of the window's length at most so
 * many recipients, whatever is asked again, given up, refunded, restarted, and set on the clock.
 */
class AnyWindowTest {
    private static final String ROSSI = "rossi@corp.test";
    private static final int MOST = 20;
    private static final int STEPS = 700;
    private static final long WINDOW = Duration.ofHours(1).toSeconds();
    private static final long ANSWERED = Duration.ofMinutes(5).toSeconds();

    /** A message that was accepted: when, as a stopwatch runs, and to how many. */
    private record Accepted(long at, int recipients) {}

    @TempDir Path folder;
    private final List<Accepted> all = new ArrayList<>();

    /** By instance, what this run of the guard accepted. */
    private final Map<String, Accepted> fresh = new HashMap<>();

    private long elapsed;
    private int messages;
    private int again;
    private int refunds;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void inAnyIntervalOfTheWindowAtMostSoManyAreAccepted(long seed) throws IOException {
        Random random = new Random(seed);
        try (GuardOfTests house = new GuardOfTests(folder, limited(MOST + " recipients / hour"))) {
            for (int i = 0; i < STEPS; i++) {
                step(house, random);
            }
        }
        for (Accepted begin : all) {
            int within =
                    all.stream()
                            .filter(one -> one.at >= begin.at && one.at < begin.at + WINDOW)
                            .mapToInt(Accepted::recipients)
                            .sum();
            assertTrue(within <= MOST, () -> within + " in an hour from second " + begin.at);
        }
        assertTrue(all.size() > 30, "the guard lets mail pass: " + all.size());
        assertTrue(again > 0 && refunds > 0, again + " asked again, " + refunds + " refunds");
    }

    private void step(GuardOfTests house, Random random) throws IOException {
        String instance = "i" + messages;
        switch (random.nextInt(13)) {
            case 0, 1, 2 -> whole(house, "i" + ++messages, size(messages));
            case 3, 4 -> oneByOne(house, random, "i" + ++messages, size(messages));
            case 5 -> whole(house, instance, size(messages));
            case 6 -> whole(house, older(random), 0);
            case 7, 11 -> refund(house, older(random));
            case 8 -> house.guard.aborted(Transaction.of("s1", instance));
            case 9 -> restart(house, random);
            case 10 -> {
                house.clocks.set(Duration.ofMinutes(random.nextInt(-6000, 6000)));
                house.guard.tick();
            }
            default -> pass(house, Duration.ofSeconds(random.nextInt(1500)));
        }
    }

    private String older(Random random) {
        return "i" + Math.max(0, messages - random.nextInt(4));
    }

    /** The same whenever the message comes. */
    private static int size(int number) {
        return 1 + number * 7 % 9;
    }

    private static List<Address> recipients(String instance, int count) {
        return addresses(
                IntStream.range(0, count)
                        .mapToObj(i -> i + "." + instance + "@ext.test")
                        .toArray(String[]::new));
    }

    private void whole(GuardOfTests house, String instance, int count) {
        int size = count == 0 ? size(Integer.parseInt(instance.substring(1))) : count;
        note(
                house.guard.decide(message(ROSSI, instance, recipients(instance, size))),
                instance,
                size);
    }

    /** As Postfix's policy protocol asks; some clients go away before the end. */
    private void oneByOne(GuardOfTests house, Random random, String instance, int size) {
        for (Address one : recipients(instance, size)) {
            if (house.guard.decide(recipient(ROSSI, instance, one.toString())).refuses()) {
                return;
            }
            if (random.nextInt(4) == 0) { // Postfix lost the answer
                house.guard.decide(recipient(ROSSI, instance, one.toString()));
            }
        }
        if (random.nextInt(5) == 0) {
            house.guard.closed("s1");
        } else {
            pass(house, Duration.ofSeconds(random.nextInt(200)));
            note(house.guard.decide(end(ROSSI, instance, size)), instance, size);
        }
    }

    /** Asked again within five minutes it is the same message with the same answer. */
    private void note(Decision decision, String instance, int size) {
        Accepted before = fresh.get(instance);
        if (before != null && elapsed <= before.at + ANSWERED) {
            assertEquals(Decision.PASS, decision, instance);
            again++;
        } else if (decision.equals(Decision.PASS)) {
            Accepted one = new Accepted(elapsed, size);
            all.add(one);
            fresh.put(instance, one);
        }
    }

    /** What came to nothing was not accepted; once more is no gift. */
    private void refund(GuardOfTests house, String instance) {
        house.guard.refund(Transaction.of("", instance));
        house.guard.refund(Transaction.of("", instance));
        Accepted before = fresh.remove(instance);
        if (before != null) {
            refunds++;
            all.remove(before);
        }
    }

    /** Messages on their way are forgotten; what was counted is not. */
    private void restart(GuardOfTests house, Random random) throws IOException {
        if (random.nextBoolean()) {
            house.guard.tick();
        }
        house.restart();
        fresh.clear();
    }

    private void pass(GuardOfTests house, Duration time) {
        house.clocks.pass(time);
        elapsed += time.toSeconds();
        house.guard.tick();
    }
}
