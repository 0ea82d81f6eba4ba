// SPDX-License-Identifier: Apache-2.0
package argine.store.block;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All accounts that are stopped.
 *
 * <p>The guarantee: what {@link #add} and {@link #release} were told holds from then on, also when
 * they fail, and when they return it survives a crash. Asking waits for nobody: it is done for
 * every recipient. A store that several mail servers share can take this place; it keeps what it
 * knows at hand, for accounts must stay stopped while it cannot be reached.
 */
public interface Blocks extends Closeable {
    boolean isEmpty();

    Optional<Block> of(String account);

    /** All blocks that stand, the oldest first. */
    List<Block> all();

    /**
     * Stops an account at once; returns when that survives a crash. One that was stopped before is
     * not let out a little by that: see {@link Block#orStricter}.
     *
     * @throws IOException when a restart would forget it; it stands all the same
     */
    void add(Block block) throws IOException;

    /**
     * Ends a block; returns what it was, or nothing if there was none.
     *
     * @throws IOException when a restart would forget that; it is over all the same
     */
    Optional<Block> release(String account, Instant now, String by) throws IOException;

    /** Ends what is over, and returns it; {@link #flush} makes that survive a crash. */
    List<Block> expire(Instant now);

    /**
     * Brings to its place what could not be brought there before.
     *
     * @throws IOException when it still cannot
     */
    void flush() throws IOException;

    /** What an administrator should know of how the blocks were read. */
    List<String> remarks();
}
