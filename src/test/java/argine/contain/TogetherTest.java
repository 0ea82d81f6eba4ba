// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many accounts are shut out in about the time of one. */
class TogetherTest {
    private static final int MANY = 20;

    @TempDir Path folder;
    private House house;

    @BeforeEach
    void build() {
        house = new House(folder);
    }

    @Test
    void allAreLockedBeforeAnySessionIsEndedAndAllAreOutBeforeAnyDoorIsTried() throws IOException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add("user" + i + "@example.org");
            house.accounts.accounts.put(all.getLast(), "stolen/open");
        }
        List<Integer> locked = Collections.synchronizedList(new ArrayList<>());
        List<Integer> held = Collections.synchronizedList(new ArrayList<>());
        house.around = () -> locked.add(house.list.accounts.size());
        house.footholdsOf =
                _ -> {
                    held.add(house.held.size());
                    return List.of();
                };
        Contained contained = house.contain(House.ALL, all);
        assertEquals(List.of(), contained.troubles());
        assertEquals(all, contained.receipts().stream().map(Receipt::account).toList());
        assertTrue(contained.receipts().stream().allMatch(Receipt::shut));
        assertEquals(Set.of(MANY), Set.copyOf(locked));
        assertEquals(Collections.nCopies(MANY, MANY), held);
        for (String account : all) {
            house.release(account, true);
        }
        assertEquals(Map.of(), house.list.accounts);
        assertEquals(List.of(), Containment.list(house.store));
    }

    @Test
    void whoIsRefusedOrFailsKeepsNobodyElseWaiting() throws IOException {
        house.list.failsFor = "boss@example.org";
        house.accounts.accounts.put("needed@example.org", "x/open");
        Contained contained =
                house.contain(
                        House.ALL, List.of("needed@example.org", "boss@example.org", House.ROSSI));
        assertEquals(
                List.of(House.ROSSI), contained.receipts().stream().map(Receipt::account).toList());
        assertEquals(
                List.of(
                        "needed@example.org: a program here logs in with it; --even-so locks it all"
                                + " the same",
                        "boss@example.org: the disk is gone"),
                contained.troubles());
        assertEquals(Set.of(House.ROSSI), house.held);
    }

    @Test
    void whoFailsHalfWayIsGoneOnWithLater() throws IOException {
        house.accounts.failsAfterReads = 6; // three by each before anything is written
        Contained contained = house.contain(House.ALL, List.of(House.ROSSI, "boss@example.org"));
        assertEquals(1, contained.troubles().size(), contained.toString());
        house.accounts.failsAfterReads = -1;
        try (Containment containment = house.containment()) {
            assertEquals(1, containment.unfinished().size());
        }
    }
}
