// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.mail.QueuedMessage;
import argine.server.Queue;
import argine.server.follow.QueueWatch;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks into the queue beside the log, where there is one that may be read: what messages say that
 * wait for half a minute and longer.
 *
 * <p>Every five seconds, or a tenth of the time. What cannot be read is told, and the log goes on
 * without it.
 */
final class QueueEyes {
    static final Duration A_WHILE = Duration.ofSeconds(30);
    private static final Duration LEAST = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofMinutes(1);

    private final Optional<QueueWatch> watch;
    private final Clock clock;
    private final Pace pace = new Pace(LEAST, MOST);
    private List<String> troubles = List.of();
    private boolean sawAny;

    QueueEyes(Optional<Queue> queue, Clock clock) {
        this.watch = queue.map(found -> new QueueWatch(found, A_WHILE));
        this.clock = clock;
    }

    /** Looks when it is time; returns whether anything was handed on. */
    boolean step(Consumer<QueuedMessage> sink) {
        Instant now = clock.instant();
        sawAny = false;
        if (watch.isPresent() && pace.isDue(now)) {
            look(watch.get(), now, sink);
            pace.looked(now, clock.instant());
        }
        return sawAny;
    }

    private void look(QueueWatch queue, Instant now, Consumer<QueuedMessage> sink) {
        try {
            troubles =
                    queue
                            .look(
                                    now,
                                    message -> {
                                        sawAny = true;
                                        sink.accept(message);
                                    })
                            .stream()
                            .limit(1)
                            .map(first -> "the queue: " + first)
                            .toList();
        } catch (IOException e) {
            troubles = List.of("the queue cannot be looked into: " + e.getMessage());
        }
    }

    /** What hinders it, if anything does. */
    List<String> troubles() {
        return troubles;
    }
}
