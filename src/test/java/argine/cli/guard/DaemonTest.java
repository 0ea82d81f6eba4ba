// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.Cli;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import argine.guard.Configuration;
import argine.guard.wire.Access;
import argine.guard.wire.DoorSign;
import argine.guard.wire.Endpoint;
import argine.guard.wire.Listen;
import argine.guard.wire.Notices;
import argine.guard.wire.Patience;
import argine.guard.wire.http.HttpCall;
import argine.store.Clocks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The daemon with its doors, and the commands that ask it, all in one process. */
class DaemonTest {
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir Path folder;
    private final StringWriter log = new StringWriter();
    private Map<String, String> aliasDomains = Map.of();
    private PasswordSection.Expiring expiring = PasswordSection.Expiring.NONE;
    private Patience patience = Patience.USUAL;
    private boolean watch;
    private Daemon daemon;

    @BeforeEach
    void start() throws IOException {
        daemon =
                Daemon.start(
                        this::setup,
                        new Clocks(CLOCK, System::nanoTime),
                        new Notices(new PrintWriter(log), CLOCK, false));
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
    }

    private Setup setup() {
        Configuration configuration =
                new Configuration(
                        watch,
                        new Configuration.Files(folder.resolve("store"), folder.resolve("copy")),
                        "",
                        false,
                        Configuration.EMPTY.sender(),
                        Map.of(),
                        Configuration.EMPTY.limits());
        Listen listen =
                new Listen(
                        List.of(),
                        List.of(),
                        List.of(Endpoint.of("unix:" + folder.resolve("http"))),
                        List.of(),
                        List.of(Endpoint.of("unix:" + folder.resolve("metrics"))),
                        Endpoint.of("unix:" + folder.resolve("control")),
                        Access.USUAL,
                        Set.of(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Listen.USUAL.channels(),
                        patience,
                        DoorSign.USUAL_MOST);
        return new Setup(
                configuration,
                listen,
                new AccountDirectory(List.of(), Set.of("corp.test"), aliasDomains, expiring),
                "");
    }

    /** What a command prints, and how it ends. */
    private record Told(int exit, String out, String err) {}

    private Told run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--socket";
        all[words.length + 1] = folder.resolve("control").toString();
        int exit =
                Cli.run(
                        new Surroundings(new PrintWriter(out), new PrintWriter(err), CLOCK, false),
                        all);
        return new Told(exit, out.toString(), err.toString());
    }

    /** What is decided about a message of an account. */
    private String decided(String login) throws IOException {
        return HttpCall.post(
                        UnixDomainSocketAddress.of(folder.resolve("http")),
                        "/v1/decide",
                        "{\"login\":\"" + login + "\",\"recipients\":[\"a@ext.test\"]}")
                .body();
    }

    private void assertRefused(String login) throws IOException {
        String answer = decided(login);
        assertTrue(answer.startsWith("{\"decision\":\"reject\""), answer);
    }

    /** What Dovecot is told of a login. */
    private String login(String account) throws IOException {
        return HttpCall.post(
                        UnixDomainSocketAddress.of(folder.resolve("http")),
                        "/?command=allow",
                        "{\"login\":\"" + account + "\",\"protocol\":\"imap\"}")
                .body();
    }

    @Test
    void aPasswordThatExpiredIsRefusedUntilItsNewDateIsRead() throws IOException {
        assertEquals("{\"status\":0,\"msg\":\"\"}", login("rossi@corp.test"));
        expiring = new PasswordSection.Expiring(Map.of("rossi@corp.test", NOW), true);
        assertEquals("", daemon.reload());
        String answer = login("Rossi@corp.test");
        Matcher form =
                Pattern.compile(
                                "\\{\"status\":-1,\"msg\":\"5.7.1 the password of this account has"
                                        + " expired; it has to be changed \\(argine (\\w+)\\)\"}")
                        .matcher(answer);
        assertTrue(form.matches(), answer);
        assertEquals("{\"status\":0,\"msg\":\"\"}", login("verdi@corp.test"));
        Told why = run("why", form.group(1));
        assertEquals(
                """
                rossi@corp.test: reject, because of the rule "expired-password"
                  The client read: the password of this account has expired; it has to be changed
                  1 times, from 2026-11-26T03:00:00Z to 2026-11-26T03:00:00Z
                Who may let it pass: its owner, by changing the password, once an administrator types\
                 argine guard reload; until then one can name it in except of [password]
                """,
                why.out(),
                why.err());
        expiring =
                new PasswordSection.Expiring(Map.of("rossi@corp.test", NOW.plusSeconds(1)), true);
        assertEquals("", daemon.reload());
        assertEquals("{\"status\":0,\"msg\":\"\"}", login("rossi@corp.test"));
    }

    @Test
    void aReloadChangesHowLongSomebodyMayTake() {
        patience = new Patience(Duration.ofMinutes(1), Duration.ofSeconds(3));
        assertEquals("", daemon.reload());
        assertEquals(0, run("guard", "status").exit(), log.toString());
    }

    @Test
    void anAliasDomainThatComesLetsNobodyGo() throws IOException {
        run("guard", "block", "rossi@corp.example");
        aliasDomains = Map.of("corp.example", "corp.test");
        assertEquals("", daemon.reload());
        assertRefused("rossi@corp.example");
        assertRefused("rossi@corp.test");
        assertEquals(Exit.DONE, run("guard", "unblock", "rossi@corp.test").exit());
        assertEquals("{\"decision\":\"pass\"}", decided("rossi@corp.example"));
    }

    @Test
    void anAliasDomainThatGoesLetsNobodyGo() throws IOException {
        aliasDomains = Map.of("corp.example", "corp.test");
        assertEquals("", daemon.reload());
        run("guard", "block", "rossi@corp.example");
        aliasDomains = Map.of();
        assertEquals("", daemon.reload());
        assertEquals("", daemon.reload());
        assertRefused("rossi@corp.example");
        assertRefused("rossi@corp.test");
    }

    @Test
    void anEndThatIsOverIsAskedWrongly() {
        Told told = run("guard", "block", "rossi@corp.test", "--until", "2026-11-26T02:59:59Z");
        assertEquals(Exit.ASKED_WRONGLY, told.exit());
        assertTrue(
                told.err().contains("--until is over already: 2026-11-26T02:59:59Z"), told.err());
        assertTrue(run("guard", "status").out().contains("No account is stopped."));
    }

    @Test
    void theLogAndTheStorySayAsWhomSomebodyWouldHaveSent() throws IOException {
        for (String sender : List.of("boss@corp.test", "cfo@corp.test")) {
            HttpCall.post(
                    UnixDomainSocketAddress.of(folder.resolve("http")),
                    "/v1/decide",
                    "{\"login\":\"rossi@corp.test\",\"recipients\":[\"a@ext.test\"],\"sender\":\""
                            + sender
                            + "\"}");
            String line = log.toString().lines().reduce("", (_, last) -> last);
            assertTrue(line.contains(" decision=report "), line);
            assertTrue(line.contains(" sender=" + sender + " "), line);
            assertTrue(
                    line.endsWith(" text=\"rossi@corp.test may not send as <" + sender + ">\""),
                    line);
        }
        String code = run("guard", "top").out().replaceAll("(?s).*:\n  (\\w{4}) .*", "$1");
        String story = run("why", code).out();
        assertTrue(
                story.contains(
                        "  The client read: rossi@corp.test may not send as <boss@corp.test>\n"
                                + "  The client read: rossi@corp.test may not send as <cfo@corp.test>\n"),
                story);
    }

    @Test
    void whatStrangersWroteReachesNoTerminalRaw() {
        String hostile = "\u001b]0;x\u0007\u007f\u0085\u009b31m\u202e\ud83d\udca9";
        String blocked =
                run("guard", "block", "rossi@corp.test", "--why", hostile, "--format", "json")
                        .out();
        assertTrue(blocked.strip().chars().allMatch(c -> c >= ' ' && c <= '~'), blocked);
        assertEquals(
                hostile, JsonMapper.builder().build().readTree(blocked).path("why").asString(""));
    }

    @Test
    void whatStaysStricterIsSaid() {
        String first = run("guard", "block", "rossi@corp.test").out();
        String second = run("guard", "block", "rossi@corp.test", "--extent", "sending").out();
        assertEquals(
                "Stopped: rossi@corp.test  everything since 2026-11-26T03:00:00Z by "
                        + System.getProperty("user.name")
                        + ": by hand\nTo let it go: argine guard unblock rossi@corp.test\n",
                first);
        assertEquals(
                first.replace(
                        "\nTo let",
                        "\nIt was stopped before, and what is stricter of the two stays; to make it"
                                + " weaker, unblock it first.\nTo let"),
                second);
    }

    @Test
    void whereNoLogIsLookedAtItIsSaid() {
        assertTrue(
                run("guard", "status")
                        .out()
                        .contains(
                                "\nLog: none is looked at, so a suspect is neither told of nor"
                                        + " stopped.\n"));
        assertTrue(
                run("guard", "status", "--format", "json")
                        .out()
                        .replaceAll("\\s", "")
                        .contains("\"log\":{\"looksAt\":\"\",\"loop\":\"off\",\"troubles\":[]}"));
    }

    /** What a monitoring reads. */
    private String got(String path) throws IOException {
        try (SocketChannel channel =
                SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("metrics")))) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            return new String(
                    Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aMonitoringSeesHowTheGuardIsAndThatMailPasses() throws IOException {
        run("guard", "block", "rossi@corp.test", "--why", "test");
        assertRefused("rossi@corp.test");
        String metrics = got("/metrics");
        assertTrue(metrics.contains("\nargine_guard_stopped_accounts 1\n"), metrics);
        assertTrue(metrics.contains("\nargine_guard_decisions_total{decision=\"reject\"} 1\n"));
        assertTrue(metrics.contains("\nargine_guard_state{state=\"enforcing\"} 1\n"), metrics);
        assertTrue(metrics.contains("\nargine_guard_left_out_total 0\n"), metrics);
        assertTrue(got("/healthz").startsWith("HTTP/1.1 200 "), got("/healthz"));
        watch = true;
        assertEquals("", daemon.reload());
        daemon.tick();
        String sick = got("/healthz");
        assertTrue(sick.startsWith("HTTP/1.1 503 ") && sick.contains("passing since"), sick);
        assertTrue(got("/metrics").contains("\nargine_guard_state{state=\"passing\"} 1\n"));
        assertTrue(run("guard", "status").out().contains("passing since"));
        assertTrue(log.toString().contains("event=state before=enforcing now=passing"));
        assertTrue(got("/else").startsWith("HTTP/1.1 404 "));
    }
}
