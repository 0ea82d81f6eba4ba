// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import java.time.Instant;
import java.util.Optional;

/**
 * What was deleted of a receipt: how many messages, when the last of them, of how many a copy was
 * kept, and the folder of the last copies.
 */
public record Deleted(long messages, Instant at, long copies, Optional<String> keptIn) {

    /** Nothing yet. */
    static final Deleted NONE = new Deleted(0, Instant.MIN, 0, Optional.empty());

    /** With more; the folder of their copies, if they have any. */
    Deleted and(long more, Instant at, Optional<String> copiedTo) {
        return new Deleted(
                messages + more,
                at,
                copies + (copiedTo.isPresent() ? more : 0),
                copiedTo.or(() -> keptIn));
    }
}
