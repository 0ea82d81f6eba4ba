// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.store.count.CounterStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows how well the guard does its work, and tells when that changes. */
final class Health {
    /** After a request that could not be decided mail is taken to pass for so long. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final GuardStore store;
    private final InstantSource wall;
    private final Notices notices;
    private State state;
    private volatile @Nullable State unwritten;
    private @Nullable State failure;

    Health(GuardStore store, InstantSource wall, Notices notices) {
        this.store = store;
        this.wall = wall;
        this.notices = notices;
        this.state = new State(State.Kind.ENFORCING, wall.instant(), "");
    }

    synchronized State state() {
        return state;
    }

    synchronized void failed(RuntimeException e) {
        failure =
                new State(
                        State.Kind.PASSING, wall.instant(), "a request could not be decided: " + e);
        change(failure);
    }

    /** Something that brings to the disk what it has not taken yet. */
    @FunctionalInterface
    interface Writing {
        void run() throws IOException;
    }

    /** Tries to write all that is not on the disk, each for itself; knows whether it is. */
    void written(List<Writing> all) {
        Optional<IOException> trouble = Optional.empty();
        for (Writing one : all) {
            try {
                one.run();
            } catch (IOException e) {
                trouble = trouble.or(() -> Optional.of(e));
            }
        }
        unwritten = null;
        trouble.ifPresent(this::unwritten);
    }

    /** Something is in memory only, until all is written. */
    void unwritten(IOException e) {
        unwritten =
                new State(State.Kind.LOCAL_ONLY, wall.instant(), String.valueOf(e.getMessage()));
    }

    /** Says what is the case now; the worst counts. */
    synchronized void look(boolean onlyWatching) {
        Instant now = wall.instant();
        State failed = failure;
        if (failed != null && failed.since().plus(A_MINUTE).isAfter(now)) {
            change(failed);
        } else if (onlyWatching) {
            change(new State(State.Kind.PASSING, now, "mode = \"watch\": nothing is refused"));
        } else {
            change(stored(now));
        }
    }

    private State stored(Instant now) {
        Optional<CounterStore.Trouble> trouble = store.counters().trouble();
        State files = unwritten;
        if (trouble.isPresent()) {
            return new State(State.Kind.LOCAL_ONLY, trouble.get().since(), trouble.get().what());
        }
        return files != null ? files : new State(State.Kind.ENFORCING, now, "");
    }

    private void change(State next) {
        if (!state.isSame(next)) {
            State before = state;
            state = next;
            notices.tell(new Notice.StateChanged(before, next));
        }
    }
}
