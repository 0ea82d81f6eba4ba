// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.detect.Saying;
import argine.mail.QueuedMessage;
import argine.server.Queue;
import argine.server.follow.QueueWatch;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks into the queue beside the log, where there is one that may be read: what messages say that
 * wait.
 *
 * <p>A thread of its own reads, every five seconds or a tenth of the time, once in ten minutes at
 * least, so that no slow disk and no odd message keeps the log waiting; what it found is taken by
 * whoever looks at the log. What cannot be read is told once.
 */
final class QueueEyes implements AutoCloseable {
    static final Duration A_WHILE = Duration.ofSeconds(30);
    private static final Duration LEAST_REST = Duration.ofSeconds(5);
    private static final Duration MOST_REST = Duration.ofMinutes(10);
    private static final int REST = 9;

    private final Optional<Queue> queue;
    private final Clock clock;
    private final Consumer<String> trouble;
    private final BlockingQueue<QueueWatch.Look> looks = new ArrayBlockingQueue<>(1);
    private final Map<String, Saying> said = new HashMap<>();
    private List<String> troubles = List.of();
    private @Nullable Thread thread;

    QueueEyes(Optional<Queue> queue, Clock clock, Consumer<String> trouble) {
        this.queue = queue;
        this.clock = clock;
        this.trouble = trouble;
    }

    /** Begins to look, when there is something to look into. */
    void begin() {
        queue.ifPresent(
                found -> {
                    QueueWatch watch = new QueueWatch(found, A_WHILE, clock);
                    thread =
                            Thread.ofPlatform()
                                    .name("argine-queue")
                                    .daemon()
                                    .start(() -> read(watch));
                });
    }

    private void read(QueueWatch watch) {
        try {
            while (!Thread.interrupted()) {
                Instant from = clock.instant();
                looks.put(look(watch));
                TimeUnit.MILLISECONDS.sleep(rest(from, clock.instant()).toMillis());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long is rested after a look; bounded, for a clock may be set meanwhile. */
    static Duration rest(Instant from, Instant to) {
        Duration rest = Duration.between(from, to).multipliedBy(REST);
        return rest.compareTo(LEAST_REST) < 0
                ? LEAST_REST
                : rest.compareTo(MOST_REST) > 0 ? MOST_REST : rest;
    }

    private static QueueWatch.Look look(QueueWatch watch) {
        try {
            return watch.look();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return new QueueWatch.Look(Map.of(), List.of(), List.of("cannot be looked into: " + e));
        }
    }

    /** Takes what was found meanwhile, without waiting; returns whether there was anything. */
    boolean step(Function<QueuedMessage, Optional<Saying>> sink) {
        QueueWatch.Look look = looks.poll();
        if (look == null) {
            return false;
        }
        for (String name : look.left()) {
            Optional.ofNullable(said.remove(name)).ifPresent(Saying::end);
        }
        look.waiting()
                .forEach(
                        (name, message) -> {
                            if (!said.containsKey(name)) {
                                sink.apply(message).ifPresent(saying -> said.put(name, saying));
                            }
                        });
        tell(look.troubles());
        return true;
    }

    private void tell(List<String> found) {
        List<String> first = found.stream().limit(1).map(one -> "the queue: " + one).toList();
        first.stream().filter(one -> !troubles.contains(one)).forEach(trouble);
        troubles = first;
    }

    /** What hinders it, if anything does. */
    List<String> troubles() {
        return troubles;
    }

    @Override
    public void close() {
        Thread reading = thread;
        if (reading != null) {
            reading.interrupt();
        }
    }
}
