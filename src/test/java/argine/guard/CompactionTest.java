// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CompactionTest {
    @Test
    void nobodyWaitsForItButTheEnd() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        Runnable slow =
                () -> {
                    begun.countDown();
                    awaited(goOn);
                    times.incrementAndGet();
                };
        try (Compaction compaction = new Compaction(slow, _ -> {})) {
            compaction.begin();
            begun.await();
            compaction.begin(); // it is under way
            assertEquals(0, times.get());
            goOn.countDown();
        }
        assertEquals(1, times.get());
    }

    @Test
    void aMistakeOfOursIsTold() {
        List<String> told = new CopyOnWriteArrayList<>();
        Runnable wrong =
                () -> {
                    throw new IllegalStateException("wrong");
                };
        try (Compaction compaction =
                new Compaction(wrong, e -> told.add(String.valueOf(e.getMessage())))) {
            compaction.begin();
        }
        assertEquals(List.of("wrong"), told);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
