// SPDX-License-Identifier: Apache-2.0
package argine.store.grey;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The passages of all who come with mail.
 *
 * <p>How many are kept is bounded, and a flood of newcomers pushes out nobody who is known. A crash
 * loses at most what came since the last {@link #flush}; then somebody has to come once more. A
 * store that several mail servers share can take this place: who came to one of them is then known
 * at the others.
 */
public interface Passages extends Closeable {
    Optional<Passage> of(String key);

    /** Remembers a passage, in the place of an earlier one of the same key. */
    void put(Passage passage);

    /** Forgets some. */
    void forget(Predicate<Passage> which);

    int size();

    /**
     * Makes what is new survive a crash; to be called by one thread.
     *
     * @throws IOException when it does not; it is tried again the next time
     */
    void flush() throws IOException;

    /** What an administrator should know of how the passages were read. */
    List<String> remarks();
}
