// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import argine.guard.State;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * When people hear that the guard does its work better or worse: once for a change, at once where
 * it is for the worse.
 *
 * <p>What comes and goes is told once in ten minutes at most in each direction, for an alert that
 * passes the guard may be what fails; what is the case after them is told in any event.
 */
public final class StateNews {
    private static final Duration QUIET = Duration.ofMinutes(10);

    private final Map<State.Kind, Instant> toldAt = new EnumMap<>(State.Kind.class);
    private State.Kind told = State.Kind.ENFORCING;
    private Instant last = Instant.EPOCH;

    /** To be asked again and again; returns what people are to be told now. */
    public synchronized Optional<StateLetter> look(State state, Instant now) {
        boolean isWorse = state.kind().compareTo(told) > 0;
        Instant since = isWorse ? toldAt.getOrDefault(state.kind(), Instant.EPOCH) : last;
        if (state.kind() == told || isQuiet(since, now)) {
            return Optional.empty();
        }
        StateLetter letter = new StateLetter(now, told, state);
        told = state.kind();
        last = now;
        toldAt.put(told, now);
        return Optional.of(letter);
    }

    /** A clock that was put back ends the quiet too. */
    private static boolean isQuiet(Instant since, Instant now) {
        return !now.isBefore(since) && now.isBefore(since.plus(QUIET));
    }
}
