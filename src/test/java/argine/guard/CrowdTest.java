// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.dns.NameLookup;
import argine.guard.intrusion.Ground;
import argine.guard.intrusion.Intrusion;
import argine.guard.intrusion.Offence;
import argine.guard.intrusion.Source;
import argine.guard.intrusion.WhiteLists;
import argine.store.Clocks;
import argine.store.ClocksOfTests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What administrators hear when more strangers come than are counted. */
class CrowdTest {
    private static final String KNOWN = "11.0.0.1";

    @TempDir Path folder;

    private static void connect(Intrusion intrusion, String client, int times) {
        for (int i = 0; i < times; i++) {
            intrusion.offended(Offence.of(Barring.at(client), Ground.CONNECTIONS, Source.DOOR), "");
        }
    }

    @Test
    void whoIsNewIsNotCountedAndWhoIsCountedStaysSo() throws IOException {
        AtomicLong subjects = new AtomicLong(2_000_000);
        Clocks clocks = new ClocksOfTests().clocks();
        try (GuardStore store = GuardStore.open(folder, folder.resolve("copy"), clocks)) {
            Intrusion intrusion =
                    new Intrusion(
                            store.counters().counters(),
                            subjects::get,
                            store.bars(),
                            clocks.wall(),
                            new WhiteLists(NameLookup.NONE, clocks.nanos(), (_, _) -> {}, _ -> {}),
                            _ -> {});
            intrusion.use(Barring.enforcing());
            connect(intrusion, KNOWN, 50);
            assertFalse(intrusion.isFull());
            assertEquals(0, intrusion.leftOut());
            subjects.incrementAndGet();
            assertTrue(intrusion.isFull());
            connect(intrusion, Barring.THIEF, 1000);
            assertEquals(2000, intrusion.leftOut(), "of the address, and of its /24");
            assertEquals(List.of(), intrusion.standing());
            connect(intrusion, KNOWN, 50);
            assertEquals(KNOWN + "/32", intrusion.standing().getFirst().whom().toString());
        }
    }

    @Test
    void itIsToldOnceAndOnceThatThereIsRoomAgain() {
        AtomicBoolean full = new AtomicBoolean();
        Crowd crowd = new Crowd(full::get, () -> 7);
        assertEquals(List.of(), crowd.news().stream().toList());
        full.set(true);
        assertEquals(List.of(Crowd.FULL), crowd.news().stream().toList());
        assertEquals(List.of(), crowd.news().stream().toList());
        full.set(false);
        assertEquals(
                List.of(
                        "there is room again for figures of new clients; offences that were not"
                                + " counted since the start: 7"),
                crowd.news().stream().toList());
    }
}
