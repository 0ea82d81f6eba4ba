// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import java.time.Instant;
import java.util.Locale;

/**
 * How well the guard does its work, in one word; never silent when it does not.
 *
 * @param why in words; empty while all is well
 */
public record State(Kind kind, Instant since, String why) {
    /** The three states. */
    public enum Kind {
        /** Everything is decided, and what must be kept is kept. */
        ENFORCING,
        /** Everything is decided; what is counted lives in memory only and a crash loses it. */
        LOCAL_ONLY,
        /** Mail passes that should not: rules only watch, or a request could not be decided. */
        PASSING;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    boolean isSame(State other) {
        return kind == other.kind && why.equals(other.why);
    }
}
