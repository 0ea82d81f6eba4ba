// SPDX-License-Identifier: Apache-2.0
package argine.store;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Two clocks that tests set: what time it is, and how much of it has gone by. */
public final class ClocksOfTests {
    private final AtomicLong wall =
            new AtomicLong(Instant.parse("2026-11-24T08:00:00Z").toEpochMilli());
    private final AtomicLong nanos = new AtomicLong(1);

    public Clocks clocks() {
        return new Clocks(() -> Instant.ofEpochMilli(wall.get()), nanos::get);
    }

    /** Time goes by. */
    public void pass(Duration time) {
        wall.addAndGet(time.toMillis());
        nanos.addAndGet(time.toNanos());
    }

    /** Somebody sets the clock on the wall. */
    public void set(Duration by) {
        wall.addAndGet(by.toMillis());
    }

    public Instant now() {
        return Instant.ofEpochMilli(wall.get());
    }
}
