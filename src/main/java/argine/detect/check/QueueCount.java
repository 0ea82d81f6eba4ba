// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts the messages of a queue: those that wait, and those that are held, since when. */
public final class QueueCount implements Consumer<QueuedMessage> {
    private final Instant forgotten;
    private long waiting;
    private long deferred;
    private long small;
    private long held;
    private long old;
    private Instant oldest = Instant.MAX;

    /** A message that was held counts as forgotten when it is older than {@code age}. */
    public QueueCount(Instant at, Duration age) {
        this.forgotten = at.minus(age);
    }

    @Override
    public void accept(QueuedMessage message) {
        if (message.place() == Place.HOLD) {
            held(message);
        } else if (message.place() != Place.CORRUPT) {
            waiting++;
            deferred += message.place() == Place.DEFERRED ? 1 : 0;
            small += message.size() <= SmallMessages.LARGEST ? 1 : 0;
        }
    }

    /** Takes a message that is held, wherever it is kept. */
    public void held(QueuedMessage message) {
        held++;
        old += message.arrival().isBefore(forgotten) ? 1 : 0;
        oldest = message.arrival().isBefore(oldest) ? message.arrival() : oldest;
    }

    public Map<Figure, Long> figures() {
        Map<Figure, Long> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.QUEUE, waiting);
        figures.put(Figure.DEFERRED, deferred);
        figures.put(Figure.SMALL, small);
        figures.put(Figure.HELD, held);
        figures.put(Figure.OLD_HOLDS, old);
        return figures;
    }

    /** When the oldest of the held messages came. */
    public Optional<Instant> oldestHold() {
        return held == 0 ? Optional.empty() : Optional.of(oldest);
    }
}
