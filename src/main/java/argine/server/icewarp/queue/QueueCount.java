// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import argine.mail.Plural;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Place;
import argine.server.Queue.Summary;
import argine.server.QueueTrouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What became of the files of a queue, counted by all threads that read it. */
final class QueueCount {
    private static final int MAX_MOVING = 1_000_000;
    private static final int MOST_TOLD = 3;
    private static final int MOST_NAMED = 5;

    private final Set<String> moving = new HashSet<>();
    private final Map<Disagreement.Kind, Long> disagreements =
            new EnumMap<>(Disagreement.Kind.class);
    private final QueueTrouble trouble = new QueueTrouble();
    private final NavigableSet<String> strange = new TreeSet<>();
    private final boolean atRest;
    private long messages;
    private long vanished;
    private long damaged;
    private long passedOver;
    private long begun;

    /** {@code atRest} when nobody moves the files: each is a message then. */
    QueueCount(boolean atRest) {
        this.atRest = atRest;
    }

    /** Hands a message on, unless it was met before it moved to {@code retry}. */
    synchronized void message(QueuedMessage message, Runnable handOn) {
        String id = message.queueId().text();
        boolean known = moving.contains(id);
        if (!atRest && message.place() != Place.DEFERRED && moving.size() < MAX_MOVING) {
            moving.add(id);
        }
        if (!known) {
            messages++;
            handOn.run();
        }
    }

    synchronized void vanished() {
        vanished++;
    }

    /** A file that is being written: it may be a message in a moment. */
    synchronized void begun() {
        begun++;
    }

    /** A file that holds no message, which its name may have promised. */
    void noMessage(Path file) {
        if (QueueFileName.isMessages(file)) {
            damaged(file);
        } else {
            strange(file);
        }
    }

    private synchronized void damaged(Path file) {
        damaged++;
        trouble.unreadable(file, new IOException("it is no message in any form that is known"));
    }

    /** The first by name are told: which thread met which first is chance. */
    private synchronized void strange(Path file) {
        passedOver++;
        strange.add(file.toString());
        if (strange.size() > MOST_NAMED) {
            strange.pollLast();
        }
    }

    void unreadable(Path file, IOException why) {
        trouble.unreadable(file, why);
    }

    void trouble(String sentence) {
        trouble.add(sentence);
    }

    /** The first of each kind are told, and how many more there are. */
    synchronized void disagreement(Disagreement one) {
        if (disagreements.merge(one.kind(), 1L, Long::sum) <= MOST_TOLD) {
            trouble.add(one.says());
        }
    }

    synchronized Summary summary(String where) {
        List<String> said = trouble.said();
        disagreements.forEach(
                (kind, all) -> {
                    if (all > MOST_TOLD) {
                        said.add("queue: " + (all - MOST_TOLD) + " more files " + kind.words);
                    }
                });
        return new Summary(
                where,
                messages,
                vanished,
                damaged,
                passedOver + begun,
                List.copyOf(said),
                trouble.unreadable(),
                strange());
    }

    private Optional<String> strange() {
        if (passedOver == 0) {
            return Optional.empty();
        }
        long more = passedOver - strange.size();
        return Optional.of(
                Plural.of(passedOver, "file")
                        + " in the queue passed over: "
                        + String.join(", ", strange)
                        + (more > 0 ? " and " + more + " more" : ""));
    }
}
