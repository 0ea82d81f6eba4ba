// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.server.Holds;
import argine.store.ReceiptId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts what became of messages, while it happens. */
final class Tally {
    private static final int MAX_REASONS = 20;

    private long done;
    private long gone;
    private long left;
    private boolean stopped;
    private final List<String> reasons = new ArrayList<>();

    void count(Holds.Answer answer) {
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

    long done() {
        return done;
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    Receipt receipt(Optional<ReceiptId> id) {
        return new Receipt(id, done, gone, left, List.copyOf(reasons), stopped);
    }
}
