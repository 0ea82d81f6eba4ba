// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.server.Holds;
import argine.store.ReceiptId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts what became of messages, while it happens; from any thread. */
final class Tally {
    private static final int MAX_REASONS = 20;

    private long done;
    private long gone;
    private long left;
    private boolean stopped;
    private final List<String> reasons = new ArrayList<>();

    synchronized void count(Holds.Answer answer) {
        switch (answer.outcome()) {
            case DONE -> done++;
            case GONE -> gone++;
            case LEFT -> {
                left++;
                if (reasons.size() < MAX_REASONS) {
                    reasons.add(answer.slip().queueId() + ": " + answer.why());
                }
            }
        }
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
