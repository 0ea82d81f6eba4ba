// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

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
import java.util.Set;

/** What became of the files of a queue, counted by all threads that read it. */
final class QueueCount {
    private static final int MAX_MOVING = 1_000_000;
    private static final int MOST_TOLD = 3;

    private final Set<String> moving = new HashSet<>();
    private final Map<Disagreement.Kind, Long> disagreements =
            new EnumMap<>(Disagreement.Kind.class);
    private final QueueTrouble trouble = new QueueTrouble();
    private final boolean atRest;
    private long messages;
    private long vanished;
    private long passedOver;

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

    synchronized void passedOver() {
        passedOver++;
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
        if (passedOver > 0) {
            said.add(
                    "queue: "
                            + passedOver
                            + " of "
                            + (passedOver + messages)
                            + " files are no messages in any form that is known, and were passed over");
        }
        return new Summary(
                where, messages, vanished, 0, passedOver, List.copyOf(said), trouble.unreadable());
    }
}
