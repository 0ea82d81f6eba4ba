// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.mail.QueueId;
import argine.server.access.Deliveries;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Deliveries that had begun when their message was held: they are broken off until there is none.
 *
 * <p>Another server of the same domain is tried after one that was cut, so once is not enough.
 */
final class Begun {
    private static final Duration BETWEEN = Duration.ofMillis(50);
    private static final int ATTEMPTS = 100;

    private final Optional<Deliveries> deliveries;
    private final Pause pause;

    Begun(Optional<Deliveries> deliveries, Pause pause) {
        this.deliveries = deliveries;
        this.pause = pause;
    }

    /** How many had begun, and how many go on all the same. */
    record Ended(int begun, int left) {}

    Ended end(Set<QueueId> messages) throws IOException {
        if (deliveries.isEmpty() || messages.isEmpty()) {
            return new Ended(0, 0);
        }
        Set<QueueId> begun = new HashSet<>();
        Set<QueueId> now = deliveries.get().of(messages);
        for (int attempt = 0; attempt < ATTEMPTS && !now.isEmpty(); attempt++) {
            begun.addAll(now);
            deliveries.get().cut(now);
            pause.pause(BETWEEN);
            now = deliveries.get().of(messages);
        }
        begun.addAll(now);
        return new Ended(begun.size(), now.size());
    }
}
