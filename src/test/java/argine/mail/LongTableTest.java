// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against {@link HashMap}, the judge. */
class LongTableTest {
    private final Random random = new Random(99);
    private final LongTable<String> table = new LongTable<>();
    private final Map<Long, String> judge = new HashMap<>();

    @Test
    void puttingAndTakingOutIsAsInAnyOtherMap() {
        for (int round = 0; round < 300_000; round++) {
            step(random.nextLong(5000));
        }
        assertAlike();
    }

    /** Keys whose hashes have all their low bits alike crowd in few places. */
    @Test
    void takingOutOfACrowdedPlaceLosesNoNeighbour() {
        for (int round = 0; round < 100_000; round++) {
            step(random.nextLong(60) << 20);
        }
        assertAlike();
    }

    private void step(long key) {
        if (random.nextInt(5) < 3) {
            table.put(key, "v" + key);
            judge.put(key, "v" + key);
        } else {
            assertEquals(judge.remove(key), table.remove(key));
        }
        assertEquals(judge.get(key), table.get(key));
        assertEquals(judge.size(), table.size());
    }

    private void assertAlike() {
        judge.forEach((key, value) -> assertEquals(value, table.get(key)));
        assertEquals(new HashSet<>(judge.values()), new HashSet<>(table.values()));
        assertEquals(judge.size(), table.values().size());
    }
}
