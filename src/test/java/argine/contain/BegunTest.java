// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.QueueId;
import argine.server.access.Deliveries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A delivery that had begun when its message was held. */
class BegunTest {
    private static final QueueId FIRST = new QueueId("4hGB0");
    private static final QueueId SECOND = new QueueId("4hGB1");
    private static final QueueId ANOTHERS = new QueueId("4hGB9");

    @TempDir private Path folder;

    /** How often each message's delivery has to be cut before it ends. */
    private record Under(Map<QueueId, Integer> lives) implements Deliveries {
        @Override
        public Set<QueueId> of(Set<QueueId> messages) {
            Set<QueueId> now = new HashSet<>(lives.keySet());
            now.retainAll(messages);
            return now;
        }

        @Override
        public void cut(Set<QueueId> messages) {
            messages.forEach(one -> lives.merge(one, -1, Integer::sum));
            lives.values().removeIf(left -> left == 0);
        }
    }

    private Under under(Map<QueueId, Integer> lives) {
        Map<QueueId, Integer> sorted =
                new TreeMap<>((one, other) -> one.text().compareTo(other.text()));
        sorted.putAll(lives);
        return new Under(sorted);
    }

    private Receipt contain(Deliveries deliveries) throws IOException {
        House house = new House(folder);
        house.deliveries = Optional.of(deliveries);
        return house.contain(House.ALL);
    }

    private static String queue(Receipt receipt) {
        return receipt.steps().stream()
                .filter(done -> done.step() == Step.QUEUE)
                .map(Done::what)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void itIsBrokenOffAndAnothersIsNot() throws IOException {
        Under under = under(Map.of(FIRST, 1, SECOND, 3, ANOTHERS, 1));
        Receipt receipt = contain(under);
        assertTrue(receipt.shut(), receipt.steps().toString());
        assertEquals("held 3, receipt 2026-11-26.9; broke off the delivery of 2", queue(receipt));
        assertEquals(Map.of(ANOTHERS, 1), under.lives());
    }

    @Test
    void oneThatGoesOnIsSaid() throws IOException {
        Receipt receipt = contain(under(Map.of(FIRST, Integer.MAX_VALUE, SECOND, 1)));
        assertFalse(receipt.shut());
        assertEquals(
                "held 3, receipt 2026-11-26.9; broke off the delivery of 1; 1 is being delivered",
                queue(receipt));
    }

    @Test
    void thatNobodyTellsIsSaidToo() throws IOException {
        Receipt receipt =
                contain(
                        new Deliveries() {
                            @Override
                            public Set<QueueId> of(Set<QueueId> messages) throws IOException {
                                throw new IOException("/proc cannot be read");
                            }

                            @Override
                            public void cut(Set<QueueId> messages) {}
                        });
        assertFalse(receipt.shut());
        assertEquals("/proc cannot be read", queue(receipt));
    }
}
