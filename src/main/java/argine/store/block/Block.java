// SPDX-License-Identifier: Apache-2.0
package argine.store.block;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An account that was stopped: since when, why and by whom.
 *
 * @param until when it ends by itself; nothing if only a person can end it
 * @param by who did it: {@code root}, {@code guard}, an incident
 */
public record Block(
        String account,
        Extent extent,
        Instant since,
        Optional<Instant> until,
        String why,
        String by) {

    /** How much is stopped. */
    public enum Extent {
        /** Nothing yet; what goes over a limit is held instead of put off. */
        SUSPECTED,
        /** Sending; the owner may read on. */
        SENDING,
        /** Every login. */
        EVERYTHING;

        /** As it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the account may not send at all. */
    public boolean stopsSending() {
        return extent != Extent.SUSPECTED;
    }

    public boolean isOver(Instant now) {
        return until.isPresent() && !now.isBefore(until.get());
    }
}
