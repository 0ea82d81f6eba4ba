// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import java.io.Closeable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Counters and the place where they are kept.
 *
 * <p>Where that place takes nothing counting goes on in memory; {@link #trouble} says since when.
 */
public interface CounterStore extends Closeable {
    /** What keeps counters from being kept, and since when. */
    record Trouble(String what, Instant since) {}

    Counters counters();

    /** Of how many something is counted. */
    long subjects();

    /** Returns when what was counted before the call survives a crash, or the trouble is known. */
    void flush();

    Optional<Trouble> trouble();

    /** Whether {@link #compact} has become worth its time. */
    boolean isDue();

    /** Makes what is kept short again; counting and flushing go on meanwhile. */
    void compact();

    /** What an administrator should know of how the counters were read. */
    List<String> remarks();
}
