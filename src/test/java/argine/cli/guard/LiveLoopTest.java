// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Configuration;
import argine.guard.Directory;
import argine.guard.Mode;
import argine.guard.limit.LimitSettings;
import argine.guard.loop.Loop;
import argine.guard.wire.Access;
import argine.guard.wire.DoorSign;
import argine.guard.wire.Endpoint;
import argine.guard.wire.Listen;
import argine.guard.wire.Notices;
import argine.guard.wire.Patience;
import argine.store.Clocks;
import argine.store.block.Block;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A loud thief on a real Postfix, without any limit: the guard sees him in the log and stops him,
 * and the honest user beside him goes on.
 *
 * <p>Only where the lab may be started.
 */
class LiveLoopTest {
    private static final long MINUTES = 10;
    private static final Path LAB = Path.of("/opt/argine-loop-" + ProcessHandle.current().pid());
    private static final String NET = "127.0.51";
    private static final String HOST = NET + ".1";
    private static final int SUBMISSION = 2587;
    private static final String THIEF = "rossi@example.org";
    private static final String THIEFS = "rossi2024";
    private static final String HONEST = "bianchi@example.org";
    private static final String HONESTS = "Tr4monto-a-Como";
    private static final int MOST_MESSAGES = 60;
    private static final Duration BETWEEN_MESSAGES = Duration.ofSeconds(2);

    @TempDir Path folder;
    private final StringWriter log = new StringWriter();

    @Test
    void aLoudThiefIsStoppedAndAnHonestUserIsNot() throws Exception {
        if (!Boolean.getBoolean("argine.lab")) {
            System.out.println("LiveLoopTest: not run, the lab may not be started here");
            return;
        }
        try (Daemon _ = daemon()) {
            run("start");
            try (Smtp open = Smtp.callFrom("127.66.9.7", HOST, SUBMISSION)) {
                assertTrue(open.login(THIEF, THIEFS).startsWith("235"));
                flood();
                honest();
                theDoorIsShut(open);
            }
        } finally {
            System.out.print(log);
            run("wipe");
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
            if (i % 5 == 4) {
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
        assertTrue(log.toString().contains("news=STOPPED"), log.toString());
    }

    /** What root does for the guard: the open session ends, and the mail that waits is held. */
    private void theDoorIsShut(Smtp open) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
        while (!log.toString().contains("event=ending-sessions")) {
            assertTrue(System.nanoTime() < end, log.toString());
            TimeUnit.MILLISECONDS.sleep(100); // a program is at work
        }
        assertTrue(log.toString().contains("ended with 0"), log.toString());
        assertTrue(isOver(open), "the thief's session goes on");
        try (Stream<Path> held = Files.list(LAB.resolve("postfix/spool/hold"))) {
            assertTrue(held.findAny().isPresent(), "nothing is held");
        }
    }

    private static boolean isOver(Smtp session) {
        try {
            return session.say("NOOP").equals("null");
        } catch (IOException _) {
            return true;
        }
    }

    private static String one(int number) throws IOException {
        String source = "127.66." + (number % 3 + 1) + ".7";
        try (Smtp smtp = Smtp.callFrom(source, HOST, SUBMISSION)) {
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
        }
    }

    private static void honest() throws IOException {
        try (Smtp smtp = Smtp.callFrom("127.40.1.9", HOST, SUBMISSION)) {
            assertTrue(smtp.login(HONEST, HONESTS).startsWith("235"));
            String reply = smtp.send(HONEST, HONEST, "friend@accept.test");
            assertTrue(reply.startsWith("250"), reply);
        }
    }

    private Daemon daemon() throws IOException {
        Notices notices = new Notices(new PrintWriter(log), Clock.systemUTC(), false);
        return Daemon.start(this::setup, new Clocks(Clock.systemUTC(), System::nanoTime), notices);
    }

    private Setup setup() {
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
                                List.of(
                                        LAB.resolve("log/mail.log"),
                                        LAB.resolve("log/dovecot.log")),
                                false,
                                LAB.resolve("postfix/etc"),
                                Duration.ofDays(14)),
                        new Loop.Settings(argine.guard.loop.Mode.CONTAIN, Block.Extent.EVERYTHING),
                        contain(),
                        Optional.empty(),
                        Watching.NOTHING.ways());
        return new Setup(
                configuration,
                listen(),
                Directory.EMPTY,
                "",
                Optional.empty(),
                watching,
                List.of());
    }

    private List<String> contain() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "argine.Main",
                "contain",
                "ACCOUNT",
                "--yes",
                "--lock",
                "full",
                "--config",
                LAB.resolve("postfix/etc").toString(),
                "--dovecot",
                LAB.resolve("dovecot/dovecot.conf").toString(),
                "--store",
                folder.resolve("contain").toString());
    }

    private Listen listen() {
        return new Listen(
                List.of(Endpoint.of("inet:" + NET + ".31:10031")),
                List.of(),
                List.of(Endpoint.of("inet:" + NET + ".31:10033")),
                List.of(),
                List.of(),
                Endpoint.of("unix:" + folder.resolve("control.sock")),
                Access.USUAL,
                Set.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Patience.USUAL,
                DoorSign.USUAL_MOST);
    }

    private void run(String word) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("lab/lab.sh", word).redirectErrorStream(true);
        builder.environment()
                .putAll(
                        Map.of(
                                "LAB",
                                LAB.toString(),
                                "LAB_NET",
                                NET,
                                "TZ", // the daemons and this process are on one host
                                ZoneId.systemDefault().getId(),
                                "LAB_NO_PENALTY",
                                "1",
                                "LAB_POLICY",
                                "inet:" + NET + ".31:10031",
                                "LAB_AUTH_POLICY_URL",
                                "http://" + NET + ".31:10033/"));
        Path output = folder.resolve("lab.log");
        Process process = builder.redirectOutput(output.toFile()).start();
        assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue(), Files.readString(output));
    }
}
