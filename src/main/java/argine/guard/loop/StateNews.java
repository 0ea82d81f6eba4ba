// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import argine.guard.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When people hear that the guard does its work better or worse: once for a change, at once where
 * it is for the worse.
 *
 * <p>What comes and goes is told once in ten minutes at most in each direction, for an alert that
 * passes the guard may be what fails; what is the case after them is told in any event. What was
 * told stands in a file, so that a restart alone is no news.
 */
public final class StateNews {
    private static final Duration QUIET = Duration.ofMinutes(10);

    private static final int LONGEST = 32;

    private final Path file;
    private final Map<State.Kind, Instant> toldAt = new EnumMap<>(State.Kind.class);
    private State.Kind told;
    private Instant last = Instant.EPOCH;

    /** Without the file people think that all is well. */
    public StateNews(Path file) {
        this.file = file;
        this.told = read(file);
    }

    private static State.Kind read(Path file) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            String word = new String(in.readNBytes(LONGEST), StandardCharsets.US_ASCII).strip();
            return Stream.of(State.Kind.values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElse(State.Kind.ENFORCING);
        } catch (IOException _) {
            return State.Kind.ENFORCING;
        }
    }

    /**
     * On a disk that takes nothing it is told once more after the next start, and not too seldom.
     */
    private void write() {
        try {
            Files.writeString(
                    file,
                    told.word() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    LinkOption.NOFOLLOW_LINKS);
        } catch (IOException _) {
            // the store itself says what is wrong with the disk
        }
    }

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
        write();
        return Optional.of(letter);
    }

    /** A clock that was put back ends the quiet too. */
    private static boolean isQuiet(Instant since, Instant now) {
        return !now.isBefore(since) && now.isBefore(since.plus(QUIET));
    }
}
