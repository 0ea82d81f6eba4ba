// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.cli.ask.RunningGuard;
import argine.contain.Done.Outcome;
import argine.contain.Sentry;
import argine.guard.wire.http.HttpCall;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What containing by other means tells the guard of the same host, over its control socket. */
class RunningGuardTest {
    private static final Clock NOW =
            Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);
    private static final String ROSSI = "rossi@example.org";

    @TempDir Path folder;

    private Daemon start() throws IOException {
        return SocketGuard.start(folder, NOW, "");
    }

    private RunningGuard guard() {
        String socket = SocketGuard.socket(folder).toString();
        return CommandLine.populateCommand(new RunningGuard(), "--guard-socket", socket);
    }

    @Test
    void whoIsContainedIsRefusedAtTheDoorUntilReleased() throws IOException {
        try (Daemon _ = start()) {
            assertEquals(
                    Optional.of(
                            new Sentry.Told(
                                    Outcome.DONE,
                                    "the guard refuses what rossi@example.org sends")),
                    guard().stop(ROSSI));
            assertEquals("[rossi@example.org sending argine contain]", stopped());
            assertEquals(
                    Optional.of("the guard lets it send again"),
                    guard().letGo("Rossi@example.org"));
            assertEquals("[]", stopped());
            assertEquals(Optional.empty(), guard().letGo(ROSSI));
        }
    }

    @Test
    void whomAnAdministratorStoppedStaysStopped() throws IOException {
        try (Daemon _ = start()) {
            ask(
                    "/block",
                    "{\"account\":\"" + ROSSI + "\",\"extent\":\"everything\",\"why\":\"812\"}");
            guard().stop(ROSSI);
            assertEquals(
                    Optional.of(
                            "the guard still stops it, for another reason; argine guard unblock"
                                    + " rossi@example.org --socket "
                                    + SocketGuard.socket(folder)
                                    + " lets it go"),
                    guard().letGo(ROSSI));
            assertEquals("[rossi@example.org everything 812]", stopped());
        }
    }

    @Test
    void aNameWithoutItsDomainIsTheSameAccount() throws IOException {
        try (Daemon _ = SocketGuard.start(folder, NOW, "[login]\nrealm = \"example.org\"")) {
            guard().stop("rossi");
            assertEquals("[rossi@example.org sending argine contain]", stopped());
            assertEquals(Optional.of("the guard lets it send again"), guard().letGo("rossi"));
            assertEquals("[]", stopped());
        }
    }

    @Test
    void whereNoGuardWasEverNothingIsSaid() {
        assertEquals(Optional.empty(), guard().stop(ROSSI));
        assertEquals(Optional.empty(), guard().letGo(ROSSI));
    }

    @Test
    void aGuardThatDiedAndLeftItsSocketIsSaid() throws IOException {
        Path socket = SocketGuard.socket(folder);
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        assertEquals(
                Optional.of(
                        new Sentry.Told(
                                Outcome.NOTHING,
                                "no guard answers at "
                                        + socket
                                        + ", so it was not told; once it runs: argine guard block"
                                        + " rossi@example.org --socket "
                                        + socket)),
                guard().stop(ROSSI));
        assertEquals(
                Optional.of(
                        "no guard answers at "
                                + socket
                                + "; what it stopped is stopped again once it runs: argine guard"
                                + " unblock rossi@example.org --socket "
                                + socket
                                + " lets it send"),
                guard().letGo(ROSSI));
    }

    private String ask(String path, String question) throws IOException {
        return HttpCall.post(UnixDomainSocketAddress.of(SocketGuard.socket(folder)), path, question)
                .body();
    }

    /** Who is stopped, how far and why. */
    private String stopped() throws IOException {
        List<String> all = new ArrayList<>();
        for (JsonNode one : JsonMapper.shared().readTree(ask("/blocked", "{}")).path("stopped")) {
            all.add(
                    String.join(
                            " ",
                            one.path("account").asString(),
                            one.path("extent").asString(),
                            one.path("why").asString()));
        }
        return all.toString();
    }
}
