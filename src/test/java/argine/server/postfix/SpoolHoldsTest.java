// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.Holds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolHoldsTest {
    private static final int BATCHES = 4;

    /** A copy need not have that folder. */
    @Test
    void batchesThatBeginAtOnceFindTheHoldFolderMade(@TempDir Path folder) throws Exception {
        for (int round = 0; round < 100; round++) {
            Path queue = folder.resolve("queue-" + round);
            Files.createDirectories(queue.resolve("deferred"));
            Holds holds = new SpoolHolds(queue);
            CyclicBarrier start = new CyclicBarrier(BATCHES);
            Callable<List<Holds.Answer>> batch =
                    () -> {
                        start.await();
                        return holds.hold(List.of());
                    };
            try (ExecutorService threads = Executors.newFixedThreadPool(BATCHES)) {
                for (Future<List<Holds.Answer>> held :
                        threads.invokeAll(Collections.nCopies(BATCHES, batch))) {
                    assertEquals(List.of(), held.get());
                }
            }
        }
    }
}
