// SPDX-License-Identifier: Apache-2.0
package argine.store.why;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The last refusals by their codes.
 *
 * <p>A program that tries again every minute makes one refusal that came up often, not many: the
 * same rule says the same to the same subject under the same code as long as it does so at least
 * once an hour. A code has four letters and digits, none of which is taken for another. How many
 * are kept is bounded, the oldest going first.
 */
public interface Refusals extends Closeable {
    /**
     * Counts what came up, and returns it under its code.
     *
     * @param rule with decision and subject what makes it the same matter
     * @param text what the client is told; may differ from time to time
     * @param story the rest, asked for once a matter; its code does not count
     */
    Refusal note(
            String rule,
            String decision,
            String subject,
            String text,
            Instant now,
            Supplier<Refusal> story);

    /** Looks up a code, as people type it. */
    Optional<Refusal> of(String code);

    /** The latest refusals, the newest first. */
    List<Refusal> latest(int most);

    /**
     * Makes what came up survive a crash, and forgets what is too old. Who notes something does not
     * wait for it.
     *
     * @throws IOException when it does not survive; it is tried again the next time
     */
    void flush(Instant now) throws IOException;

    /** What an administrator should know of how the refusals were read. */
    List<String> remarks();
}
