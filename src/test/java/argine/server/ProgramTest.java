// SPDX-License-Identifier: Apache-2.0
package argine.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ProgramTest {
    @Test
    void manyAtOnceDoNotKeepOneAnotherFromBeingAnswered() throws Exception {
        List<Future<String>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                String input = "input " + i;
                all.add(threads.submit(() -> Program.run(List.of("cat"), input).said()));
            }
        }
        for (int i = 0; i < all.size(); i++) {
            assertEquals("input " + i, all.get(i).get());
        }
    }
}
