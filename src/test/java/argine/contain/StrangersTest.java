// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.access.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of which nothing tells whose they are: they have a second to show what they are. */
class StrangersTest {
    private static final Session BEFORE = new Session("smtp", "192.0.2.66", false, "before");
    private static final Session LATER = new Session("smtp", "192.0.2.67", false, "later");

    /** In which pause the lock has long been in force. */
    private static final int SHUT = 10;

    @TempDir private Path folder;
    private House house;

    @BeforeEach
    void build() {
        house = new House(folder);
        house.open.clear();
        house.strangers.add(BEFORE);
    }

    private static String sessions(Receipt receipt) {
        return receipt.steps().stream()
                .filter(done -> done.step() == Step.SESSIONS)
                .map(Done::what)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneThatShowsNothingIsEnded() throws IOException {
        Receipt receipt = house.contain(House.ALL);
        assertTrue(receipt.shut(), receipt.steps().toString());
        assertEquals("ended 1 smtp; none is left", sessions(receipt));
        assertEquals(List.of(), house.strangers);
    }

    @Test
    void oneThatShowsWhatItIsIsLeftAlone() throws IOException {
        house.meanwhile = house.strangers::clear;
        assertEquals("none was open, and none is", sessions(house.contain(House.ALL)));
    }

    @Test
    void oneThatComesWhenTheDoorIsShutIsLeftAlone() throws IOException {
        AtomicInteger pauses = new AtomicInteger();
        house.meanwhile =
                () -> {
                    if (pauses.incrementAndGet() == SHUT) {
                        house.strangers.add(LATER);
                    }
                };
        Receipt receipt = house.contain(House.ALL);
        assertTrue(receipt.shut(), receipt.steps().toString());
        assertEquals("ended 1 smtp; none is left", sessions(receipt));
        assertEquals(List.of(LATER), house.strangers);
    }

    @Test
    void whoComesToAPortOfLoginsWhenTheDoorIsShutIsLeftAloneToo() throws IOException {
        Session there = new Session("smtp", "192.0.2.7", false, "there");
        house.open.add(there);
        AtomicInteger pauses = new AtomicInteger();
        house.meanwhile =
                () -> {
                    if (pauses.incrementAndGet() >= SHUT) {
                        house.open.add(
                                new Session("smtp", "192.0.2.8", false, "new" + pauses.get()));
                    }
                };
        Receipt receipt = house.contain(House.ALL);
        assertTrue(receipt.shut(), receipt.steps().toString());
        assertEquals("ended 2 smtp; none is left", sessions(receipt));
        assertTrue(!house.open.contains(there) && !house.open.isEmpty(), house.open.toString());
    }

    @Test
    void aSessionOfTheAccountThatComesLaterIsEnded() throws IOException {
        AtomicInteger pauses = new AtomicInteger();
        house.meanwhile =
                () -> {
                    if (pauses.incrementAndGet() == SHUT) {
                        house.open.add(new Session("smtp", "192.0.2.8", true, "told"));
                    }
                };
        assertEquals("ended 2 smtp; none is left", sessions(house.contain(House.ALL)));
    }

    @Test
    void oneThatBroughtMailBeforeMayHaveLoggedInSince() throws IOException {
        house.strangers.clear();
        house.bringing.add(BEFORE);
        assertEquals("ended 1 smtp; none is left", sessions(house.contain(House.ALL)));
    }

    @Test
    void oneThatIsSparedMayBeTheThief() throws IOException {
        Order sparing =
                new Order(Optional.empty(), false, Set.of(), true, Optional.empty(), false, false);
        Receipt receipt = house.contain(sparing);
        assertFalse(receipt.shut());
        assertEquals("1 was spared and may be the thief's", sessions(receipt));
    }

    @Test
    void oneThatDoesNotEndIsSaid() throws IOException {
        house.killSessions = false;
        Receipt receipt = house.contain(House.ALL);
        assertFalse(receipt.shut());
        assertEquals(
                "sessions of memory do not end; by hand: kick " + House.ROSSI, sessions(receipt));
    }
}
