// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import argine.mail.QueueId;
import argine.server.Queue;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who has the most of the messages that are described: decided once, and kept.
 *
 * <p>What is held leaves the queue. If it were counted anew, whoever has the second most would have
 * the most as soon as the first one's is held, and honest mail would follow the spam.
 */
public final class Bulk {
    private final Map<QueueId, String> held;
    private Optional<String> owner = Optional.empty();

    /**
     * @param held what fits the selection and is held already, and whose it is
     */
    Bulk(Map<QueueId, String> held) {
        this.held = Map.copyOf(held);
    }

    /**
     * Beside what was taken out of a queue and fits the selection, for whatever reason it is held:
     * a server that leaves it in its queue shows it there, too.
     */
    public static Bulk beside(Queue queue, Owners owners, Selection selection) throws IOException {
        Map<QueueId, String> held = new HashMap<>();
        Optional<Queue> kept = queue.heldBeside();
        if (kept.isPresent()) {
            kept.get()
                    .look(
                            () -> new Eye(selection.needles(), owners),
                            sighting -> {
                                if (selection.matches(sighting)) {
                                    held.put(sighting.message().queueId(), sighting.owner());
                                }
                            });
        }
        return new Bulk(held);
    }

    /** Of a queue from which nothing of the selection is held. */
    public static Bulk ofWholeQueue() {
        return new Bulk(Map.of());
    }

    /**
     * The owner of most; nothing as long as nobody has any.
     *
     * @param matching the messages for which the conditions hold
     */
    String owner(List<Sighting> matching) {
        if (owner.isEmpty()) {
            owner = counted(matching).keySet().stream().findFirst();
        }
        return owner.orElse("");
    }

    /** A server may leave what is held in its queue; each message counts once. */
    private Map<String, Long> counted(List<Sighting> matching) {
        Map<String, Long> counts = new HashMap<>(Counts.of(matching, Sighting::owner));
        Set<QueueId> seen = new HashSet<>();
        matching.forEach(sighting -> seen.add(sighting.message().queueId()));
        held.forEach(
                (id, whose) -> {
                    if (!seen.contains(id)) {
                        counts.merge(whose, 1L, Long::sum);
                    }
                });
        return Counts.largestFirst(counts);
    }
}
