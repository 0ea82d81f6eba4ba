// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** In which order doors are shut, and what keeps nobody waiting. */
class EndingsTest {
    private static final Ending.Ended SHUT = new Ending.Ended(true, "shut");
    private static final Ending.Ended OPEN = new Ending.Ended(false, "open");

    private final ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();

    private Supplier<Ending.Ended> tries(String account, Ending.Ended how) {
        return () -> {
            done.add(account);
            return how;
        };
    }

    private List<String> done() {
        return List.copyOf(done);
    }

    @Test
    void anAccountWhoseDoorStaysOpenKeepsNoOtherWaiting() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch third = new CountDownLatch(1);
        try (Endings endings = endings(Duration.ofHours(1))) {
            endings.add(tries("rossi", OPEN), ended -> done.add("rossi " + ended.how()));
            endings.add(tries("bianchi", SHUT), _ -> second.countDown());
            second.await();
            endings.add(tries("verdi", SHUT), _ -> third.countDown());
            third.await();
            assertEquals(List.of("rossi", "bianchi", "verdi"), done());
        }
        assertEquals(List.of("rossi", "bianchi", "verdi", "rossi open"), done());
    }

    @Test
    void itIsTriedAgainAndToldOnceAtLast() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        try (Endings endings = endings(Duration.ZERO, Duration.ZERO)) {
            endings.add(
                    tries("rossi", OPEN),
                    ended -> {
                        done.add("told " + ended.how());
                        told.countDown();
                    });
            told.await();
        }
        assertEquals(List.of("rossi", "rossi", "rossi", "told open"), done());
    }

    private Endings endings(Duration... pauses) {
        return new Endings(List.of(pauses), () -> done.add("broke off"));
    }
}
