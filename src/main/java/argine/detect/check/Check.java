// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import java.util.Optional;

/** Looks at one thing that goes wrong when a server is misused. */
interface Check {

    /** The word by which options, JSON and monitoring call it. */
    String word();

    /** From when on it warns, unless somebody says otherwise; what it counts, says its comment. */
    Limit limit();

    Finding judge(Snapshot now, Past past, Limit limit);

    /** What it takes is not there. */
    default Finding notLookedAt(Limit limit, String why) {
        return new Finding(
                word(), State.NOT_LOOKED_AT, Optional.empty(), Optional.empty(), limit, why);
    }

    default Finding finding(
            State state, long value, Optional<Usual> usual, Limit limit, String says) {
        return new Finding(word(), state, Optional.of(value), usual, limit, says);
    }

    /**
     * Judges a number that is high or low only beside what it usually is: beyond the limit and far
     * beyond the usual. Where that is not known, only the critical limit counts, for a warning.
     */
    static State growth(long value, Optional<Usual> usual, Limit limit) {
        if (usual.isEmpty()) {
            return value >= limit.critical() ? State.WARNING : State.OK;
        }
        return usual.get().isFarBelow(value) ? limit.state(value) : State.OK;
    }

    /** Judges a number that says something by itself; where more is usual, beside that. */
    static State excess(long value, Optional<Usual> usual, Limit limit) {
        boolean ordinary = usual.isPresent() && !usual.get().isFarBelow(value);
        return ordinary ? State.OK : limit.state(value);
    }

    /** {@code , usually 40 (at this hour on 5 days)}. */
    static String beside(Optional<Usual> usual) {
        return usual.map(u -> ", usually " + u.value() + " (" + u.basis() + ")")
                .orElse("; what is usual is not known yet");
    }
}
