// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.loop.Alert;
import argine.guard.loop.Incident;
import argine.guard.loop.Loop;
import argine.guard.loop.Mode;
import argine.store.block.Block;
import argine.sweep.custody.Mounted;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the loop remembers when its disk is really full; only as root, who can mount a small one.
 */
class LoopOnAFullDiskTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Loop.Settings CONTAIN =
            new Loop.Settings(Mode.CONTAIN, Block.Extent.SENDING);
    private static final String ROSSI = "rossi@example.org";
    private static final String BIANCHI = "bianchi@example.org";

    @TempDir Path folder;
    private final List<Alert> alerts = new ArrayList<>();
    private OpenGuard guard;
    private Mounted disk;

    @BeforeEach
    void mount() throws IOException {
        guard = new OpenGuard(folder.resolve("store"), CLOCK);
        disk = Mounted.of(folder.resolve("disk"), "size=64k");
    }

    @AfterEach
    void unmount() throws IOException {
        disk.close();
        guard.close();
    }

    private Loop open() throws IOException {
        return Loop.open(guard.office(), disk.folder().resolve("told"), CLOCK, alerts::add);
    }

    private Path ballast() {
        return disk.folder().resolve("ballast");
    }

    private void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast())) {
            assertThrows(IOException.class, () -> out.write(new byte[1 << 20]));
        }
    }

    private static Incident incident(String account) {
        return new Incident(
                account,
                "20261124-1",
                "8 of 9 recipients do not exist",
                true,
                List.of("remote", "login"),
                List.of(),
                9,
                9,
                NOW,
                List.of("192.0.2.7"));
    }

    private List<String> subjects() {
        return alerts.stream().map(alert -> alert.event() + " " + alert.subject()).toList();
    }

    @Test
    void whoIsSeenIsStoppedAndToldOnceAndPeopleHearWhatARestartWouldForget() throws IOException {
        if (disk.isMissing()) {
            return;
        }
        try (Loop loop = open()) {
            fill();
            assertTrue(loop.take(incident(ROSSI), CONTAIN));
            loop.take(incident(ROSSI), CONTAIN);
            assertEquals(List.of("STOPPED stopped: " + ROSSI), subjects());
            String told = alerts.getFirst().text();
            assertTrue(told.contains("A restart of the guard would tell this again: "), told);
            assertEquals(
                    List.of(ROSSI), guard.office().blocked().stream().map(Block::account).toList());
            Files.delete(ballast());
        }
    }

    @Test
    void whatWasNotWrittenIsWrittenWithTheNext() throws IOException {
        if (disk.isMissing()) {
            return;
        }
        Loop loop = open();
        fill();
        loop.take(incident(ROSSI), CONTAIN);
        Files.delete(ballast());
        loop.take(incident(BIANCHI), CONTAIN);
        assertTrue(!alerts.getLast().text().contains("restart"), alerts.getLast()::text);
        String written = Files.readString(disk.folder().resolve("told"));
        assertTrue(written.contains(ROSSI) && written.contains(BIANCHI), written);
        loop.close();
        try (Loop again = open()) {
            again.take(incident(ROSSI), CONTAIN);
            again.take(incident(BIANCHI), CONTAIN);
            assertEquals(
                    List.of("STOPPED stopped: " + ROSSI, "STOPPED stopped: " + BIANCHI),
                    subjects());
        }
    }

    @Test
    void whatWasNotWrittenIsWrittenAtTheEndIfNothingElseHappens() throws IOException {
        if (disk.isMissing()) {
            return;
        }
        Loop loop = open();
        fill();
        loop.take(incident(ROSSI), CONTAIN);
        Files.delete(ballast());
        loop.close();
        try (Loop again = open()) {
            again.take(incident(ROSSI), CONTAIN);
            assertEquals(List.of("STOPPED stopped: " + ROSSI), subjects());
        }
    }

    @Test
    void whoLetsAnAccountGoIsToldThatARestartWouldForgetIt() throws IOException {
        if (disk.isMissing()) {
            return;
        }
        Loop loop = open();
        fill();
        loop.take(incident(ROSSI), CONTAIN);
        guard.office().unblock(ROSSI, "root");
        String told =
                assertThrows(IOException.class, () -> loop.released(ROSSI, true)).getMessage();
        assertTrue(told.startsWith("A restart of the guard would tell this again: "), told);
        loop.take(incident(ROSSI), CONTAIN);
        assertEquals(List.of(), guard.office().blocked());
        IOException atTheEnd = assertThrows(IOException.class, loop::close);
        assertTrue(atTheEnd.getMessage().contains("told"), atTheEnd::getMessage);
    }
}
