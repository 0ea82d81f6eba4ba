// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.mail.QueueId;
import argine.server.Holds;
import argine.store.ReceiptId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Counts what became of messages, while it happens; from any thread. */
final class Tally {
    private static final int MAX_REASONS = 20;

    private long done;
    private long gone;
    private long left;
    private boolean stopped;
    private final List<String> reasons = new ArrayList<>();
    private final Set<QueueId> goneOnes = new HashSet<>();

    synchronized void count(Holds.Answer answer) {
        switch (answer.outcome()) {
            case DONE -> done++;
            case GONE -> {
                gone++;
                goneOnes.add(answer.slip().queueId());
            }
            case LEFT -> {
                left++;
                if (reasons.size() < MAX_REASONS) {
                    reasons.add(answer.slip().queueId() + ": " + answer.why());
                }
            }
        }
    }

    /** Takes back that a message is gone, for it was seen again; false if it never was. */
    synchronized boolean isBack(QueueId id) {
        boolean back = goneOnes.remove(id);
        gone -= back ? 1 : 0;
        return back;
    }

    synchronized long done() {
        return done;
    }

    synchronized void stop() {
        stopped = true;
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    synchronized Receipt receipt(Optional<ReceiptId> id) {
        return new Receipt(id, done, gone, left, List.copyOf(reasons), stopped);
    }
}
