// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import argine.mail.QueuedMessage;
import argine.server.Queue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Looks into a queue again and again, and hands on each message once, when it has waited a while.
 *
 * <p>What an investigation reads is what waits; what only passes through a queue is let pass here
 * too. A look costs a listing of the folders, and reading no more than {@value #MOST_READ} files,
 * so that one into a queue of 100,000 messages takes part of a second. What is on hold is left
 * alone: it may be of last week. For one thread.
 *
 * <p><b>Limits.</b> No more than {@value #MOST_KNOWN} names are known; those that come then are
 * looked at when others have left. A short queue ID that comes again between two looks is taken for
 * the message that had it.
 */
public final class QueueWatch {
    static final int MOST_READ = 2_000;
    static final int MOST_KNOWN = 200_000;

    private final Queue queue;
    private final Duration aWhile;
    private final Map<String, Met> known = new HashMap<>();
    private Instant now = Instant.EPOCH;
    private int looks;
    private int read;

    /** A file that was met: when first, at which look last, and whether it was handed on. */
    private static final class Met {
        private final Instant first;
        private int look;
        private boolean isRead;

        Met(Instant first) {
            this.first = first;
        }
    }

    /** A queue with the texts of its messages; {@code aWhile} is how long one waits, at least. */
    public QueueWatch(Queue queue, Duration aWhile) {
        this.queue = queue.waiting().without(this::isOfNoUse);
        this.aWhile = aWhile;
    }

    /**
     * Takes a look; returns what could not be read, in sentences.
     *
     * @throws IOException when the queue is not there or cannot be read at all
     */
    public List<String> look(Instant at, Consumer<QueuedMessage> sink) throws IOException {
        now = at;
        read = 0;
        looks++;
        Queue.Summary summary = queue.read(sink);
        known.values().removeIf(met -> met.look != looks);
        return summary.trouble();
    }

    private synchronized boolean isOfNoUse(Path file) {
        String name = String.valueOf(file.getFileName());
        Met met = known.get(name);
        if (met == null) {
            if (known.size() >= MOST_KNOWN) {
                return true;
            }
            met = new Met(now);
            known.put(name, met);
        }
        met.look = looks;
        boolean due = !met.isRead && !now.isBefore(met.first.plus(aWhile)) && read < MOST_READ;
        if (due) {
            met.isRead = true;
            read++;
        }
        return !due;
    }
}
