// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.access.Lock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dies at every step of a containing and of a release, and goes on or goes back. */
class KilledContainmentTest {
    private static final int STEPS = 12;

    @TempDir Path folder;

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Lets so many steps be, then dies; true if it died. */
    private static boolean kill(House house, int step, Act act) throws IOException {
        int[] left = {step};
        house.dieAround(
                () -> {
                    if (left[0]-- == 0) {
                        throw new Killed();
                    }
                });
        try {
            act.run();
            return false;
        } catch (Killed _) {
            return true;
        } finally {
            house.dieAround(() -> {});
        }
    }

    private interface Act {
        void run() throws IOException;
    }

    private static void assertRestored(House house, String when) throws IOException {
        assertEquals(Map.of(), house.list.accounts, when);
        assertEquals("stolen/open", house.accounts.accounts.get(House.ROSSI), when);
        assertEquals(List.of(), Containment.list(house.store), when);
    }

    @Test
    void whatBrokeOffIsGoneOnWith() throws IOException {
        boolean killed = true;
        for (int step = 0; killed; step++) {
            String when = "killed at step " + step;
            House house = new House(folder.resolve("resumed-" + step));
            killed = kill(house, step, () -> house.contain(House.ALL));
            assertTrue(step < STEPS || !killed, when);
            if (killed) {
                try (Containment containment = house.containment()) {
                    List<Ledger> broken = containment.unfinished();
                    assertEquals(1, broken.size(), when);
                    Order order = Containment.order(broken.getFirst(), House.ALL);
                    Receipt receipt =
                            containment
                                    .contain(List.of(new Ordered(House.ROSSI, order)), House.NOW)
                                    .receipts()
                                    .getFirst();
                    assertEquals(broken.getFirst().receipt(), receipt.id(), when);
                    assertTrue(
                            receipt.steps().stream()
                                    .filter(done -> done.step() != Step.PROOF)
                                    .noneMatch(d -> d.outcome() == Done.Outcome.NOT_DONE),
                            when + receipt.steps());
                }
            }
            assertEquals("-/SENDING", house.list.accounts.get(House.ROSSI), when);
            assertTrue(!house.accounts.accounts.get(House.ROSSI).startsWith("stolen"), when);
            assertEquals(List.of(), house.open, when);
            house.release(true);
            assertRestored(house, when);
        }
    }

    @Test
    void whatBrokeOffIsTakenBack() throws IOException {
        boolean killed = true;
        for (int step = 0; killed; step++) {
            House house = new House(folder.resolve("released-" + step));
            killed = kill(house, step, () -> house.contain(House.ALL));
            Release.Outcome outcome = house.release(true);
            assertEquals(1, outcome.receipts().size(), "step " + step);
            assertEquals(List.of(), Containment.list(house.store), "step " + step);
            assertEquals(Map.of(), house.list.accounts, "step " + step);
            assertEquals("stolen/open", house.accounts.accounts.get(House.ROSSI), "step " + step);
        }
    }

    @Test
    void aRunThatDiedBeforeItsFirstChangeIsReleasedAndSaysThatNothingWasChanged()
            throws IOException {
        House begun = new House(folder.resolve("begun"));
        begun.sentry =
                _ -> {
                    throw new Killed();
                };
        assertThrows(Killed.class, () -> begun.contain(House.ALL));
        nothingWasChanged(begun);
        House announced = new House(folder.resolve("announced"));
        assertTrue(kill(announced, 0, () -> announced.contain(House.ALL)));
        nothingWasChanged(announced);
    }

    private static void nothingWasChanged(House house) throws IOException {
        assertEquals(
                List.of("The run of receipt 2026-11-26.1 broke off. Nothing was changed; end it."),
                Containment.releasePlan(
                                house.access(), house.store, House.CLOCK, House.ROSSI, false)
                        .done());
        assertEquals(
                List.of(
                        "The run of receipt 2026-11-26.1 broke off. Nothing had been changed, and it"
                                + " is over now."),
                house.release(false).done());
        assertRestored(house, "afterwards");
        assertThrows(IOException.class, () -> house.release(false), "it is not contained any more");
    }

    @Test
    void aReleaseThatBrokeOffIsDoneAgain() throws IOException {
        boolean killed = true;
        for (int step = 0; killed; step++) {
            House house = new House(folder.resolve("undone-" + step));
            house.contain(House.ALL);
            killed = kill(house, step, () -> house.release(true));
            if (killed && !Containment.list(house.store).isEmpty()) {
                try {
                    house.release(true);
                } catch (IOException e) {
                    assertTrue(e.getMessage().contains("is not contained"), e.getMessage());
                }
            }
            assertRestored(house, "step " + step);
        }
    }

    @Test
    void aBrokenRunThatIsGoneOnWithToAnotherLockSaysSo() throws IOException {
        House house = new House(folder);
        assertTrue(kill(house, 3, () -> house.contain(House.ALL)));
        house.contain(
                new Order(
                        Optional.of(Lock.FULL),
                        false,
                        Set.of(),
                        false,
                        Optional.empty(),
                        true,
                        false));
        List<Ledger> list = Containment.list(house.store);
        assertEquals(1, list.size());
        assertEquals("full", list.getFirst().lock());
        assertEquals(House.NOW, list.getFirst().since());
        house.release(true);
        assertRestored(house, "afterwards");
    }
}
