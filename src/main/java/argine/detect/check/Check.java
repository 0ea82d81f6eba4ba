// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import java.util.Optional;

/** Looks at one thing that goes wrong when a server is misused. */
interface Check {

    /** The word by which options, JSON and monitoring call it. */
    String word();

    /** The figure without which it can say nothing. */
    Figure figure();

    /** From when on it warns, unless somebody says otherwise; what it counts, says its comment. */
    Limit limit();

    /** Judges what was counted; only asked where its figure was. */
    Finding judge(Snapshot now, Past past, Limit limit);

    /**
     * What it says. A part of the log or the queue can show that something is wrong, and never that
     * nothing is.
     */
    default Finding look(Snapshot now, Past past, Limit limit) {
        String unread = now.unread().of(figure());
        if (!now.has(figure())) {
            String none = figure().isHourly() ? "no log was read" : "the queue was not read";
            return notLookedAt(limit, unread.isEmpty() ? none : unread);
        }
        Finding finding = judge(now, past, limit);
        return unread.isEmpty() || finding.state().isTrouble()
                ? finding
                : notLookedAt(limit, unread);
    }

    /** What it takes is not there, or could not be read. */
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
