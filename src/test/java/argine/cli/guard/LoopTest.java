// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.loop.Alert;
import argine.guard.loop.Incident;
import argine.guard.loop.Loop;
import argine.guard.loop.Mode;
import argine.store.block.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done about incidents, over a real office of a guard. */
class LoopTest {
    private static final String ROSSI = "rossi@example.org";
    private static final Loop.Settings ALERT =
            new Loop.Settings(Mode.ALERT, Block.Extent.EVERYTHING);
    private static final Loop.Settings CONTAIN =
            new Loop.Settings(Mode.CONTAIN, Block.Extent.SENDING);

    @TempDir Path folder;
    private final List<String> alerts = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T09:00:00Z");
    private OpenGuard guard;
    private Loop loop;

    @BeforeEach
    void open() throws IOException {
        guard = new OpenGuard(folder.resolve("store"), clock());
        loop = Loop.open(guard.office(), folder.resolve("told"), clock(), this::told);
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
        guard.close();
    }

    private void told(Alert alert) {
        alerts.add(alert.event() + " " + alert.subject());
    }

    private Clock clock() {
        InstantSource time = () -> now;
        return time.withZone(ZoneOffset.UTC);
    }

    private Incident incident(boolean certain, long recipients, String... kinds) {
        Incident.Evidence evidence =
                new Incident.Evidence(
                        "remote", "strong", "8 of 9 recipients do not exist", List.of("a line"));
        return new Incident(
                ROSSI,
                "20261124-rossi-example-org",
                "8 of 9 recipients do not exist",
                certain,
                List.of(kinds),
                List.of(evidence),
                9,
                recipients,
                now,
                List.of("192.0.2.7"));
    }

    private List<Block.Extent> stopped() {
        return guard.office().blocked().stream()
                .filter(block -> block.account().equals(ROSSI))
                .map(Block::extent)
                .toList();
    }

    @Test
    void whereItIsOffNobodyIsStoppedAndNobodyTold() {
        Loop.Settings off = new Loop.Settings(Mode.OFF, Block.Extent.EVERYTHING);
        assertFalse(loop.take(incident(true, 9, "remote", "login"), off));
        assertEquals(List.of(), alerts);
        assertEquals(List.of(), stopped());
    }

    @Test
    void whatLooksOldIsToldAndSaidWhyItIsNotStopped() {
        List<String> remarks = new ArrayList<>();
        Incident old = incident(true, 9, "remote", "login");
        now = now.plus(Duration.ofMinutes(61));
        try (Loop other =
                Loop.open(
                        guard.office(),
                        folder.resolve("told-2"),
                        clock(),
                        alert -> remarks.add(alert.remark()))) {
            assertFalse(other.take(old, CONTAIN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertEquals(
                List.of(
                        "Not stopped, because the newest line is 61 minutes old; if that is not so,"
                                + " the log is in another zone than the guard."),
                remarks);
        assertEquals(List.of(), stopped());
    }

    @Test
    void aServiceIsStoppedOnlyWhereALoginIsAThiefsToo() throws IOException {
        Loop.Settings service =
                new Loop.Settings(Mode.CONTAIN, Block.Extent.SENDING, Set.of(ROSSI));
        assertFalse(loop.take(incident(true, 9, "remote", "envelope"), service));
        assertEquals(List.of(), stopped());
        assertTrue(loop.take(incident(true, 9, "remote", "login"), service));
        assertEquals(List.of(Block.Extent.SENDING), stopped());
    }

    @Test
    void row29PeopleAreToldOnceAndNothingIsStopped() throws IOException {
        assertFalse(loop.take(incident(true, 9, "remote", "login"), ALERT));
        assertFalse(loop.take(incident(true, 10, "remote", "login"), ALERT));
        assertEquals(List.of("NEW suspicious: " + ROSSI), alerts);
        assertEquals(List.of(), stopped());
    }

    @Test
    void enoughEvidenceStopsTheAccountAsFarAsIsWanted() throws IOException {
        assertTrue(loop.take(incident(true, 9, "remote", "login"), CONTAIN));
        assertFalse(loop.take(incident(true, 12, "remote", "login"), CONTAIN));
        assertEquals(List.of("STOPPED stopped: " + ROSSI), alerts);
        assertEquals(List.of(Block.Extent.SENDING), stopped());
    }

    @Test
    void hintsAloneStopNobody() throws IOException {
        assertFalse(loop.take(incident(false, 9, "remote", "login", "content"), CONTAIN));
        assertEquals(List.of("NEW suspicious: " + ROSSI), alerts);
        assertEquals(List.of(), stopped());
    }

    @Test
    void whatIsHoursOldIsToldAndNotStopped() throws IOException {
        Incident old = incident(true, 9, "remote", "login");
        now = now.plus(Duration.ofHours(2));
        assertFalse(loop.take(old, CONTAIN));
        assertEquals(List.of("NEW suspicious: " + ROSSI), alerts);
    }

    @Test
    void row29AChangeIsToldAfterAWhile() throws IOException {
        loop.take(incident(true, 9, "remote", "login"), ALERT);
        loop.take(incident(true, 9, "remote", "login", "content"), ALERT);
        now = now.plus(Duration.ofMinutes(11));
        loop.take(incident(true, 9, "remote", "login", "content"), ALERT);
        now = now.plus(Duration.ofMinutes(11));
        loop.take(incident(true, 11, "remote", "login", "content"), ALERT);
        loop.take(incident(true, 36, "remote", "login", "content"), ALERT);
        assertEquals(
                List.of(
                        "NEW suspicious: " + ROSSI,
                        "CHANGED suspicious: " + ROSSI,
                        "CHANGED suspicious: " + ROSSI),
                alerts);
    }

    @Test
    void aChangeThatCameTooSoonIsToldWhenItIsTimeThoughNothingMoves() {
        loop.take(incident(true, 9, "remote", "login"), ALERT);
        loop.take(incident(true, 9, "remote", "login", "content"), ALERT);
        now = now.plus(Duration.ofMinutes(9));
        assertEquals(List.of(), loop.due());
        now = now.plus(Duration.ofMinutes(2));
        loop.due().forEach(one -> loop.take(one, ALERT));
        assertEquals(List.of("NEW suspicious: " + ROSSI, "CHANGED suspicious: " + ROSSI), alerts);
        now = now.plus(Duration.ofMinutes(11));
        assertEquals(List.of(), loop.due());
    }

    @Test
    void aChangeThatWaitsIsNotToldOfWhomAPersonLetGo() throws IOException {
        loop.take(incident(true, 9, "remote", "login"), ALERT);
        loop.take(incident(true, 9, "remote", "login", "content"), ALERT);
        now = now.plus(Duration.ofMinutes(1));
        loop.released(ROSSI, false);
        now = now.plus(Duration.ofMinutes(11));
        loop.due().forEach(one -> loop.take(one, ALERT));
        assertEquals(List.of("NEW suspicious: " + ROSSI), alerts);
        assertEquals(List.of(), loop.due());
    }

    @Test
    void aRestartForgetsNothing() throws IOException {
        loop.take(incident(true, 9, "remote", "login"), ALERT);
        loop.close();
        loop = Loop.open(guard.office(), folder.resolve("told"), clock(), this::told);
        loop.take(incident(true, 9, "remote", "login"), ALERT);
        assertEquals(List.of("NEW suspicious: " + ROSSI), alerts);
    }

    @Test
    void whoIsLetGoIsStoppedAgainOnlyForWhatHeSendsLater() throws IOException {
        Incident before = incident(true, 9, "remote", "login");
        loop.take(before, CONTAIN);
        now = now.plusSeconds(600);
        guard.office().unblock(ROSSI, "root");
        loop.released(ROSSI, false);
        assertFalse(loop.take(before, CONTAIN));
        assertEquals(List.of(), stopped());
        now = now.plusSeconds(1);
        assertTrue(loop.take(incident(true, 10, "remote", "login"), CONTAIN));
    }

    @Test
    void whoIsSaidToBeTheOwnerIsNotStoppedForAWeek() throws IOException {
        loop.take(incident(true, 9, "remote", "login"), CONTAIN);
        now = now.plusSeconds(600);
        guard.office().unblock(ROSSI, "root");
        loop.released(ROSSI, true);
        now = now.plus(Duration.ofDays(6));
        assertFalse(loop.take(incident(true, 900, "remote", "login"), CONTAIN));
        assertEquals(1, alerts.size());
        assertFalse(loop.take(incident(true, 900, "remote", "login", "persistence"), CONTAIN));
        assertEquals(2, alerts.size());
        now = now.plus(Duration.ofDays(2));
        assertTrue(loop.take(incident(true, 901, "remote", "login"), CONTAIN));
    }

    @Test
    void ofAProgramPeopleAreToldAndNobodyIsStopped() {
        Incident program =
                new Incident(
                        "script: uid 33",
                        "20261124-uid-33",
                        "a program of user ID 33 on this host sent 90 messages",
                        true,
                        List.of("envelope", "remote"),
                        List.of(),
                        90,
                        90,
                        now,
                        List.of(),
                        List.of("# find the program", "argine investigate --since 1d"));
        assertFalse(loop.take(program, CONTAIN));
        assertFalse(loop.take(program, CONTAIN));
        assertEquals(List.of("NEW suspicious: script: uid 33"), alerts);
        assertEquals(List.of(), guard.office().blocked());
        Alert alert = new Alert(now, Alert.Event.NEW, program, false, "");
        String text = alert.text();
        assertTrue(
                text.endsWith(
                        """

                        No account sends it, so the guard stops nothing. What to do:
                            # find the program
                            argine investigate --since 1d

                        Case 20261124-uid-33
                        """),
                text);
        String json = alert.json();
        assertTrue(
                json.endsWith(
                        "\"next\":[\"# find the program\",\"argine investigate --since 1d\"]}"),
                json);
    }

    @Test
    void anAlertHoldsEvidenceAndTwoCommands() {
        Alert alert = new Alert(now, Alert.Event.NEW, incident(true, 9, "remote"), false, "");
        assertTrue(
                Stream.of(
                                "8 of 9 recipients do not exist",
                                "a line",
                                "argine guard unblock --it-was-them " + ROSSI,
                                "argine contain --yes " + ROSSI)
                        .allMatch(
                                text -> alert.text().contains(text) && alert.json().contains(text)),
                alert.text());
    }
}
