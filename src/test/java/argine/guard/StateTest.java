// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static argine.guard.GuardOfTests.limited;
import static argine.guard.GuardOfTests.message;
import static argine.guard.GuardOfTests.outside;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argine.store.block.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {
    private static final String ROSSI = "rossi@corp.test";

    @TempDir Path folder;

    private static State.Kind kind(GuardOfTests house) {
        house.guard.tick();
        return house.guard.office().status().state().kind();
    }

    private static List<State.Kind> changes(GuardOfTests house) {
        return house.notices.stream()
                .filter(n -> n instanceof Notice.StateChanged)
                .map(n -> ((Notice.StateChanged) n).after().kind())
                .toList();
    }

    @Test
    void row14WhenTheFilesAreGoneCountingGoesOnAndIsSaid() throws IOException {
        try (GuardOfTests house = new GuardOfTests(folder, limited("3 recipients / hour"))) {
            house.guard.decide(message(ROSSI, "1", outside(1)));
            assertEquals(State.Kind.ENFORCING, kind(house));
            Path store = folder.resolve("guard");
            Files.move(store, folder.resolve("away"));
            house.guard.decide(message(ROSSI, "2", outside(2)));
            assertEquals(State.Kind.LOCAL_ONLY, kind(house));
            assertInstanceOf(
                    Decision.Defer.class, house.guard.decide(message(ROSSI, "3", outside(1))));
            Files.createDirectory(store);
            house.clocks.pass(Duration.ofSeconds(6));
            assertEquals(State.Kind.ENFORCING, kind(house));
            assertEquals(List.of(State.Kind.LOCAL_ONLY, State.Kind.ENFORCING), changes(house));
        }
        try (GuardOfTests again = new GuardOfTests(folder, limited("3 recipients / hour"))) {
            assertEquals(3, again.guard.office().limits(ROSSI).getFirst().used());
        }
    }

    @Test
    void row14WhatCouldNotBeDecidedIsSaidForAMinute() throws IOException {
        try (GuardOfTests house = new GuardOfTests(folder, limited("3 recipients / hour"))) {
            house.onDirectoryTrouble = true;
            assertThrows(
                    IllegalStateException.class,
                    () -> house.guard.decide(message(ROSSI, "1", outside(1))));
            assertEquals(State.Kind.PASSING, kind(house));
            house.onDirectoryTrouble = false;
            house.clocks.pass(Duration.ofSeconds(61));
            assertEquals(State.Kind.ENFORCING, kind(house));
        }
    }

    @Test
    void aBlockThatIsOnlyInMemoryIsToldAndWrittenAsSoonAsThatCanBe() throws IOException {
        Path inTheWay = folder.resolve("stopped.new/in the way");
        try (GuardOfTests house = new GuardOfTests(folder, Configuration.EMPTY)) {
            Files.createDirectories(inTheWay);
            assertThrows(
                    IOException.class,
                    () ->
                            house.guard
                                    .office()
                                    .block(
                                            ROSSI,
                                            Block.Extent.SENDING,
                                            Optional.empty(),
                                            "spam seen",
                                            "root"));
            assertEquals(
                    1, house.notices.stream().filter(n -> n instanceof Notice.Blocked).count());
            assertInstanceOf(
                    Decision.Reject.class, house.guard.decide(message(ROSSI, "1", outside(1))));
            assertEquals(State.Kind.LOCAL_ONLY, kind(house));
            assertEquals(State.Kind.LOCAL_ONLY, kind(house));
            Files.delete(inTheWay);
            Files.delete(folder.resolve("stopped.new"));
            assertEquals(State.Kind.ENFORCING, kind(house));
            assertEquals(List.of(State.Kind.LOCAL_ONLY, State.Kind.ENFORCING), changes(house));
            house.restart();
            assertEquals(1, house.guard.office().status().stopped());
        }
    }

    @Test
    void oneGuardAtATimeHasAStore() throws IOException {
        try (GuardOfTests house = new GuardOfTests(folder, Configuration.EMPTY)) {
            assertEquals(State.Kind.ENFORCING, kind(house));
            IOException second =
                    assertThrows(
                            IOException.class,
                            () -> new GuardOfTests(folder, Configuration.EMPTY).close());
            assertEquals(
                    folder.resolve("guard/lock") + ": another argine guard is at work",
                    second.getMessage());
        }
    }
}
