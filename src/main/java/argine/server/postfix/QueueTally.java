// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.mail.QueueId;
import argine.mail.QueuedMessage.Place;
import argine.server.Queue.Summary;
import argine.server.QueueTrouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What became of the files of a queue, counted by all threads that read it; they meet here only.
 *
 * <p>A message on its way from incoming through active to deferred can be met twice. Those of the
 * first two places are remembered by name, which is why they are read first; what Postfix keeps in
 * them is bounded. The large places are not remembered.
 */
final class QueueTally {

    private final Set<String> passing = new HashSet<>();
    private final QueueTrouble trouble = new QueueTrouble();
    private long messages;
    private long vanished;
    private long damaged;
    private long passedOver;

    /** Counts a message and hands it on, unless it was met before on its way. */
    synchronized void message(QueueId id, Place place, Runnable handOn) {
        if (isNew(id.text(), place)) {
            messages++;
            handOn.run();
        }
    }

    private boolean isNew(String id, Place place) {
        return switch (place) {
            case INCOMING, ACTIVE -> passing.add(id);
            case DEFERRED, HOLD -> !passing.contains(id);
            case MAILDROP, CORRUPT -> true;
        };
    }

    synchronized void vanished() {
        vanished++;
    }

    synchronized void damaged(Path file, DamagedQueueFile why) {
        damaged++;
        trouble(file + " is damaged: " + why.getMessage());
    }

    void unreadable(Path file, IOException why) {
        trouble.unreadable(file, why);
    }

    synchronized void passedOver() {
        passedOver++;
    }

    void trouble(String sentence) {
        trouble.add(sentence);
    }

    synchronized Summary summary(String where) {
        List<String> said = trouble.said();
        return new Summary(
                where,
                messages,
                vanished,
                damaged,
                passedOver,
                List.copyOf(said),
                trouble.unreadable());
    }
}
