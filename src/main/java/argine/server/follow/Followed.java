// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import java.io.Closeable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One log that is followed; what goes wrong with it is told and tried again. */
interface Followed extends Closeable {
    /** By which its positions are found again. */
    String name();

    /**
     * Hands on what there is already: as the past up to where it was read the last time, and where
     * it never was, all of it.
     */
    void begin(Optional<List<Position>> saved, Instant since, Hand past, Hand live);

    /** Hands on what is new, without waiting; returns whether there may be more at once. */
    boolean step(Hand hand);

    /** How far it was read. */
    List<Position> positions();
}
