// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import argine.mail.QueuedMessage;
import argine.server.Queue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks into a queue again and again: which messages wait, and which have left.
 *
 * <p>What only passes through is let pass. A message is handed on when it has waited a while, and
 * again when it has waited twice as long, some times: the log may not have told of it yet, or it
 * was not put off yet. A look lists the folders and reads for a second at most, no more than
 * {@value #MOST_READ} files. What is on hold is left alone: it may be of last week. For one thread.
 *
 * <p><b>Limits.</b> No more than {@value #MOST_KNOWN} names are known, and it is told when there
 * are more. A short queue ID that comes again between two looks is taken for the message that had
 * it.
 */
public final class QueueWatch {
    static final int MOST_READ = 2_000;
    static final int MOST_KNOWN = 200_000;
    private static final int TIMES = 6;

    /** A message that moves while folders are read can be missed once. */
    private static final int MISSED = 2;

    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Queue queue;
    private final Duration aWhile;
    private final InstantSource clock;
    private final Map<String, Met> known = new HashMap<>();
    private Instant began = Instant.EPOCH;
    private int looks;
    private int read;
    private boolean isFull;

    /**
     * What a look found.
     *
     * @param waiting messages without their texts, by the names of their files
     * @param left the names of files that were handed on and have gone
     * @param troubles what could not be read, in sentences
     */
    public record Look(
            Map<String, QueuedMessage> waiting, List<String> left, List<String> troubles) {}

    /** A file that was met. */
    private static final class Met {
        private Instant due;
        private Duration waits;
        private int look;
        private int times;

        Met(Instant due, Duration waits) {
            this.due = due;
            this.waits = waits;
        }

        void handedOn(Instant at) {
            times++;
            waits = waits.multipliedBy(2);
            due = at.plus(waits);
        }
    }

    /** A queue with the texts of its messages; {@code aWhile} is how long one waits, at least. */
    public QueueWatch(Queue queue, Duration aWhile, InstantSource clock) {
        this.queue = queue.waiting().without(this::isOfNoUse);
        this.aWhile = aWhile;
        this.clock = clock;
    }

    /**
     * Takes a look.
     *
     * @throws IOException when the queue is not there or cannot be read at all
     */
    public Look look() throws IOException {
        began = clock.instant();
        looks++;
        read = 0;
        isFull = false;
        Map<String, QueuedMessage> waiting = new HashMap<>();
        Queue.Summary summary =
                queue.read(message -> waiting.put(name(message.file()), message.withoutText()));
        List<String> troubles = new ArrayList<>(summary.trouble());
        if (isFull) {
            troubles.add("more than " + MOST_KNOWN + " messages wait; not all were looked at");
        }
        return new Look(waiting, forget(), List.copyOf(troubles));
    }

    private static String name(String file) {
        return String.valueOf(Path.of(file).getFileName());
    }

    private List<String> forget() {
        List<String> left = new ArrayList<>();
        known.entrySet()
                .removeIf(
                        one -> {
                            boolean gone = looks - one.getValue().look >= MISSED;
                            if (gone && one.getValue().times > 0) {
                                left.add(one.getKey());
                            }
                            return gone;
                        });
        return left;
    }

    private synchronized boolean isOfNoUse(Path file) {
        String name = String.valueOf(file.getFileName());
        Met met = known.get(name);
        if (met == null) {
            if (known.size() >= MOST_KNOWN) {
                isFull = true;
                return true;
            }
            met = new Met(began.plus(aWhile), aWhile);
            known.put(name, met);
        }
        met.look = looks;
        boolean due = met.times < TIMES && !began.isBefore(met.due) && isTimeLeft();
        if (due) {
            met.handedOn(began);
            read++;
        }
        return !due;
    }

    private boolean isTimeLeft() {
        return read < MOST_READ && !clock.instant().isAfter(began.plus(LONGEST));
    }
}
