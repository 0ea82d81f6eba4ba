// SPDX-License-Identifier: Apache-2.0
package argine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T23:59:00Z");

    @TempDir Path folder;

    private Tries at(Instant now) throws IOException {
        return Tries.take(folder, "login", now);
    }

    @Test
    void triesOfEarlierRunsCountForADayAndNoLonger() throws IOException {
        try (Tries tries = at(NOW)) {
            tries.add("rossi@example.org", NOW);
            tries.add("rossi@example.org", NOW.plusSeconds(60));
            assertEquals(2, tries.of("rossi@example.org"));
        }
        try (Tries tries = at(NOW.plusSeconds(120))) {
            assertEquals(2, tries.of("rossi@example.org"));
            assertEquals(0, tries.of("bruno@example.org"));
        }
        try (Tries tries = at(NOW.plus(Duration.ofDays(1)).plusSeconds(30))) {
            assertEquals(1, tries.of("rossi@example.org"));
        }
        assertEquals(1, Files.readString(folder.resolve("login-tries")).lines().count());
    }

    @Test
    void aClockThatWasSetBackForgetsNothing() throws IOException {
        try (Tries tries = at(NOW)) {
            tries.add("a", NOW);
        }
        try (Tries tries = at(NOW.minus(Duration.ofDays(30)))) {
            assertEquals(1, tries.of("a"));
        }
    }

    @Test
    void whatACrashCutShortIsPassedOver() throws IOException {
        try (Tries tries = at(NOW)) {
            tries.add("a b", NOW);
        }
        Files.writeString(
                folder.resolve("login-tries"), "x y\n\n" + NOW + " a", StandardOpenOption.APPEND);
        try (Tries tries = at(NOW)) {
            assertEquals(1, tries.of("a b"));
            assertEquals(0, tries.of("a"));
        }
    }

    @Test
    void aNameThatWouldBeTwoLinesIsRefused() throws IOException {
        try (Tries tries = at(NOW)) {
            assertThrows(IOException.class, () -> tries.add("a\n" + NOW + " b", NOW));
        }
    }

    @Test
    void oneTriesAtATime() throws IOException {
        try (Tries _ = at(NOW)) {
            assertThrows(IOException.class, () -> at(NOW));
        }
    }
}
