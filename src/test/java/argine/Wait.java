// SPDX-License-Identifier: Apache-2.0
package argine;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waiting for what real programs do, which takes its time. */
public final class Wait {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);
    private static final long BETWEEN_LOOKS = 20;

    private Wait() {}

    /**
     * Looks until it is so.
     *
     * @param otherwise what is told when it never is
     */
    public static void until(Callable<Boolean> done, Supplier<String> otherwise) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        while (!done.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in time: " + otherwise.get());
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS);
        }
    }
}
