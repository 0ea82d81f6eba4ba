// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static argine.cli.guard.GuardLab.FRESH;
import static argine.cli.guard.GuardLab.HONEST;
import static argine.cli.guard.GuardLab.HONESTS;
import static argine.cli.guard.GuardLab.THIEF;
import static argine.cli.guard.GuardLab.THIEFS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.Typed;
import argine.cli.desk.Exit;
import argine.guard.Configuration;
import argine.guard.Directory;
import argine.guard.Mode;
import argine.guard.limit.LimitSettings;
import argine.guard.loop.Loop;
import argine.store.block.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.json.JsonMapper;

/**
 * A loud thief on a real Postfix, without any limit: the guard sees him in the log and stops him,
 * and the honest user beside him goes on.
 *
 * <p>Only where the lab may be started.
 */
@Isolated("ends connections, and takes the time")
class LiveLoopTest {
    private static final String NET = "127.0.51";
    private static final int MOST_MESSAGES = 60;
    private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(2);

    @TempDir Path folder;
    private GuardLab lab;

    @Test
    void aLoudThiefIsStoppedAndAnHonestUserIsNot() throws Exception {
        try (GuardLab started = new GuardLab(folder, NET);
                Daemon _ = started.daemon(() -> setup(started))) {
            lab = started;
            lab.startWithPolicy();
            try (Smtp open = lab.callFrom("127.66.9.7")) {
                assertTrue(open.login(THIEF, THIEFS).startsWith("235"));
                flood();
                theDoorIsShut(open);
                honest();
            }
            theOwnerWhoDidItIsLetGo();
            whoIsContainedByHandIsStoppedAtTheDoorToo();
            System.out.print(lab.log);
        }
    }

    private void flood() throws IOException {
        Instant begin = Clock.systemUTC().instant();
        int accepted = 0;
        String last = "";
        for (int i = 0; i < MOST_MESSAGES && !last.startsWith("5"); i++) {
            last = one(i);
            accepted += last.startsWith("250") ? 4 : 0;
            LockSupport.parkNanos(BETWEEN_MESSAGES.toNanos());
            boolean stopped = lab.log.toString().contains("event=account-stopped");
            if (i % 5 == 4 && !stopped) { // whoever has not sent yet may be cut off with the thief
                honest();
            }
        }
        Duration took = Duration.between(begin, Clock.systemUTC().instant());
        System.out.println(
                "LiveLoopTest: stopped after "
                        + accepted
                        + " recipients and "
                        + took.toSeconds()
                        + " s: "
                        + last);
        assertTrue(last.startsWith("5"), last);
        assertTrue(accepted <= 50 && took.compareTo(Duration.ofSeconds(60)) <= 0, last);
        assertTrue(lab.log.toString().contains("news=STOPPED"), lab.log.toString());
    }

    /** What root does for the guard: the open session ends, and the mail that waits is held. */
    private void theDoorIsShut(Smtp open) throws Exception {
        lab.until(() -> lab.log.toString().contains("event=ending-sessions"));
        assertTrue(lab.log.toString().contains("ended with 0"), lab.log.toString());
        assertTrue(isOver(open), "the thief's session goes on");
        try (Stream<Path> held = Files.list(lab.spool().resolve("hold"))) {
            assertTrue(held.findAny().isPresent(), "nothing is held");
        }
    }

    /** As the alert says; the doors are shut twice, and are opened twice. */
    private void theOwnerWhoDidItIsLetGo() throws IOException {
        String socket = folder.resolve("control.sock").toString();
        List<String> words =
                List.of("guard", "unblock", "--it-was-them", THIEF, "--socket", socket);
        String said = Typed.run(words).said();
        String release = "argine contain --release " + THIEF + " --same-password --yes";
        assertTrue(said.contains("it stays locked there: " + release), said);
        assertEquals("[]", stopped());
        assertFalse(logsIn(), "the helper's lock stands");
        lab.contain("--release", THIEF, "--same-password").exits(Exit.DONE);
    }

    private String stopped() throws IOException {
        return JsonMapper.shared().readTree(lab.ask("/blocked", "{}")).path("stopped").toString();
    }

    private boolean logsIn() throws IOException {
        try (Smtp smtp = lab.callFrom("127.40.1.9")) {
            return smtp.login(THIEF, THIEFS).startsWith("235");
        }
    }

    private void whoIsContainedByHandIsStoppedAtTheDoorToo() throws IOException {
        lab.contain(FRESH, "--lock", "full").exits(Exit.DONE);
        assertTrue(lab.ask("/blocked", "{}").contains("argine contain"));
        lab.contain("--release", FRESH, "--same-password").exits(Exit.DONE);
        assertFalse(lab.ask("/blocked", "{}").contains("argine contain"));
    }

    private static boolean isOver(Smtp session) {
        try {
            return session.say("NOOP").equals("null");
        } catch (IOException _) {
            return true;
        }
    }

    /** What the server answers the thief; root may cut the connection in the middle of a word. */
    private String one(int number) {
        String source = "127.66." + (number % 3 + 1) + ".7";
        try (Smtp smtp = lab.callFrom(source)) {
            String login = smtp.login(THIEF, THIEFS);
            if (!login.startsWith("235")) {
                return login;
            }
            String sender = "billing" + number + "@bank" + number % 7 + ".test";
            return smtp.send(
                    sender,
                    sender,
                    "nouser" + number + "@accept.test",
                    "x" + number + "@refused.test",
                    "nouser" + number + "b@accept.test",
                    "someone" + number + "@accept.test");
        } catch (IOException e) {
            return "5 cut off: " + e.getMessage();
        }
    }

    private void honest() throws IOException {
        try (Smtp smtp = lab.callFrom("127.40.1.9")) {
            assertTrue(smtp.login(HONEST, HONESTS).startsWith("235"));
            String reply = smtp.send(HONEST, HONEST, "friend@accept.test");
            assertTrue(reply.startsWith("250"), reply);
        }
    }

    private Setup setup(GuardLab of) {
        Configuration configuration =
                new Configuration(
                        false,
                        new Configuration.Files(folder.resolve("store"), folder.resolve("copy")),
                        "",
                        false,
                        Mode.REPORT,
                        Map.of(),
                        new LimitSettings(Map.of(), Map.of(), Set.of(), 80));
        Watching watching =
                new Watching(
                        new Watching.Logs(
                                List.of(of.path("log/mail.log"), of.path("log/dovecot.log")),
                                false,
                                of.path("postfix/etc"),
                                Duration.ofDays(14)),
                        new Loop.Settings(argine.guard.loop.Mode.CONTAIN, Block.Extent.EVERYTHING),
                        contain(of),
                        Optional.empty(),
                        Watching.NOTHING.ways());
        return new Setup(
                configuration,
                of.setups.listen(),
                Directory.EMPTY,
                "",
                Optional.empty(),
                watching,
                List.of());
    }

    private List<String> contain(GuardLab of) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(
                List.of("-cp", System.getProperty("java.class.path"), "argine.Main", "contain"));
        words.addAll(List.of("ACCOUNT", "--yes", "--lock", "full"));
        words.addAll(of.where());
        return words;
    }
}
