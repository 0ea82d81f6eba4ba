// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.loop.Alert;
import argine.guard.loop.Incident;
import argine.guard.loop.Messenger;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to people that a configuration names. */
class MessengersTest {
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");
    private static final Alert ALERT =
            new Alert(
                    NOW,
                    Alert.Event.STOPPED,
                    new Incident(
                            "rossi@example.org",
                            "20261126-rossi",
                            "it sends",
                            true,
                            List.of("login"),
                            List.of(),
                            9,
                            90,
                            NOW,
                            List.of("192.0.2.7")),
                    true,
                    "");

    @TempDir Path folder;

    private static List<Messenger> ways(
            Optional<URI> webhook, List<String> run, List<String> mailTo) {
        return Messengers.of(
                new Watching.Ways(
                        webhook,
                        Optional.empty(),
                        run,
                        mailTo,
                        "argine@example.org",
                        InetSocketAddress.createUnresolved("127.0.0.1", 25)),
                "key");
    }

    @Test
    void aProgramGetsTheAlertOnItsInputAndItsWordsAsTheyStand() throws IOException {
        Path file = folder.resolve("a; name $(x)");
        List<Messenger> all =
                ways(Optional.empty(), List.of("/usr/bin/tee", file.toString()), List.of());
        assertEquals(List.of("program /usr/bin/tee"), all.stream().map(Messenger::name).toList());
        all.getFirst().send(ALERT);
        assertEquals(ALERT.json() + "\n", Files.readString(file));
    }

    @Test
    void aProgramThatFailsIsAnAlertThatWasNotSent() {
        Messenger failing = ways(Optional.empty(), List.of("/usr/bin/false"), List.of()).getFirst();
        assertThrows(IOException.class, () -> failing.send(ALERT));
    }

    @Test
    void eachWayThatIsNamedIsTaken() {
        assertEquals(List.of(), ways(Optional.empty(), List.of(), List.of()));
        assertEquals(
                3,
                ways(
                                Optional.of(URI.create("https://example.org/hook")),
                                List.of("/usr/bin/true"),
                                List.of("postmaster@example.org"))
                        .size());
    }

    @Test
    void mailThroughThisHostsOwnQueueAloneIsWarnedOf() {
        Optional<URI> hook = Optional.of(URI.create("https://example.org/hook"));
        List<String> people = List.of("postmaster@example.org");
        assertTrue(isWarnedOf(Optional.empty(), people, "127.0.0.1"));
        assertTrue(isWarnedOf(Optional.empty(), people, "localhost"));
        assertFalse(isWarnedOf(Optional.empty(), people, "mail.example.net"));
        assertFalse(isWarnedOf(hook, people, "127.0.0.1"));
        assertFalse(isWarnedOf(Optional.empty(), List.of(), "127.0.0.1"));
    }

    private static boolean isWarnedOf(Optional<URI> webhook, List<String> mailTo, String host) {
        Setup usual = GuardFile.usual();
        Watching.Ways ways =
                new Watching.Ways(
                        webhook,
                        Optional.empty(),
                        List.of(),
                        mailTo,
                        "argine@example.org",
                        InetSocketAddress.createUnresolved(host, 25));
        Watching nothing = Watching.NOTHING;
        Setup setup =
                new Setup(
                        usual.guard(),
                        usual.listen(),
                        usual.directory(),
                        "",
                        Optional.empty(),
                        new Watching(
                                nothing.logs(),
                                nothing.loop(),
                                nothing.run(),
                                nothing.helper(),
                                ways),
                        List.of());
        return setup.warnings(NOW).stream().anyMatch(one -> one.contains("own mail queue"));
    }
}
