// SPDX-License-Identifier: Apache-2.0
package argine.store.bar;

import argine.mail.ClientAddress;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All bars that stand, and for a time those that are over, so that the next one is longer.
 *
 * <p>The guarantee: a bar holds as soon as it is added, and survives a crash from the next {@link
 * #flush} on. How many are kept is bounded; no number of others pushes one out that an
 * administrator set. Asking waits for nobody: it is done for every recipient. A store that several
 * mail servers share can take this place; it keeps what it knows at hand.
 */
public interface Bars extends Closeable {
    /** The bar that keeps an address out; of several the one that lasts longest. */
    default Optional<Bar> of(ClientAddress client, Instant now) {
        return of(client, now, _ -> true);
    }

    /** The same among those of a kind. */
    Optional<Bar> of(ClientAddress client, Instant now, Predicate<Bar> kind);

    /** The bar of somebody by name. */
    Optional<Bar> of(Barred whom, Instant now);

    /** How often somebody was barred lately, one that stands included. */
    int times(Barred whom, Instant now);

    /** All that are remembered, those that are over as well, in no order. */
    Stream<Bar> all();

    /** All that stand, those that end first before the others. */
    List<Bar> standing(Instant now);

    /** Keeps somebody out from now on; an earlier bar of theirs makes way. */
    void add(Bar bar);

    /** Ends a bar; what is over already counts as none. */
    Optional<Bar> release(Barred whom, Instant now, String by);

    /** Forgets what was over long ago. */
    void forget(Instant now);

    /**
     * Returns when everything survives a crash.
     *
     * @throws IOException when it does not; it holds all the same
     */
    void flush() throws IOException;

    /** What an administrator should know of how the bars were read. */
    List<String> remarks();
}
