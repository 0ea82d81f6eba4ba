// SPDX-License-Identifier: Apache-2.0
package argine.store.block;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
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
    /** What people write of a block is kept up to this length. */
    public static final int MAX_WORDS = 512;

    public Block {
        why = cut(why);
        by = cut(by);
    }

    private static String cut(String words) {
        return words.length() <= MAX_WORDS ? words : words.substring(0, MAX_WORDS);
    }

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

    /**
     * What holds when an account that is stopped is stopped once more: the stricter extent and the
     * later end. Where the other one adds nothing, this one stays as it is.
     */
    Block orStricter(Block other) {
        Extent stricter = other.extent.compareTo(extent) > 0 ? other.extent : extent;
        Optional<Instant> later =
                until.isEmpty() || other.until.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Collections.max(List.of(until.get(), other.until.get())));
        return stricter == extent && later.equals(until)
                ? this
                : new Block(account, stricter, since, later, other.why, other.by);
    }

    public boolean isOver(Instant now) {
        return until.isPresent() && !now.isBefore(until.get());
    }
}
