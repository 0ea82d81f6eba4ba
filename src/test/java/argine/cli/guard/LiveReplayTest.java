// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static argine.cli.guard.GuardLab.FRESH;
import static argine.cli.guard.GuardLab.FRESHS;
import static argine.cli.guard.GuardLab.HONEST;
import static argine.cli.guard.GuardLab.HONESTS;
import static argine.cli.guard.GuardLab.THIEF;
import static argine.cli.guard.GuardLab.THIEFS;
import static argine.cli.guard.GuardLab.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Decision;
import argine.guard.Mode;
import argine.guard.replay.PastMessages;
import argine.guard.replay.Replay;
import argine.mail.MailEvent;
import argine.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A guard on trial before the real Postfix notes what it would decide; its log, replayed, must give
 * the same. Only where the lab may be started.
 */
class LiveReplayTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern OBJECTED =
            Pattern.compile(
                    "event=objected .*decision=(\\w+) rule=(\"[^\"]*\"|\\S+) account=(\\S+)");

    @TempDir Path folder;

    @Test
    void whatIsReplayedIsWhatWasDecidedLive() throws Exception {
        if (!Boolean.getBoolean("argine.lab")) {
            System.out.println("LiveReplayTest: not run, the lab may not be started here");
            return;
        }
        try (GuardLab lab = new GuardLab(folder, "127.0.52")) {
            Setup setup = lab.setup("trial", true, Mode.ENFORCE);
            try (Daemon _ = lab.daemon(() -> setup)) {
                lab.startWithPolicy();
                untilDelivered(lab.mailLog(), mail(lab));
            }
            List<String> decided = decidedLive(lab);
            String limit = "account " + GuardLab.MOST + " recipients / hour";
            assertEquals(
                    List.of(
                            HONEST + " reject sender",
                            FRESH + " reject " + limit,
                            THIEF + " defer " + limit,
                            THIEF + " defer " + limit,
                            THIEF + " defer " + limit),
                    decided);
            assertEquals(decided, replayed(lab, setup));
        }
    }

    /** Returns how many messages there were. */
    private static int mail(GuardLab lab) throws IOException {
        try (Smtp thief = lab.loggedIn(THIEF, THIEFS);
                Smtp honest = lab.loggedIn(HONEST, HONESTS);
                Smtp fresh = lab.loggedIn(FRESH, FRESHS)) {
            List<String> replies = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                replies.add(thief.send(THIEF, THIEF, to(3 * i), to(3 * i + 1), to(3 * i + 2)));
            }
            replies.add(honest.send(HONEST, HONEST, to(1), FRESH));
            replies.add(honest.send("info@example.org", HONEST, to(2)));
            replies.add(honest.send("boss@bank.test", HONEST, to(3)));
            replies.add(fresh.send(FRESH, FRESH, many()));
            replies.add(fresh.send(FRESH, FRESH, to(1)));
            assertTrue(
                    replies.stream().allMatch(reply -> reply.startsWith("250 ")),
                    replies.toString());
            return replies.size();
        }
    }

    private static String[] many() {
        return IntStream.range(0, 40).mapToObj(GuardLab::to).toArray(String[]::new);
    }

    private static void untilDelivered(Path log, int messages) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (removed(log) < messages) {
            assertTrue(System.nanoTime() < end, "not all delivered in time");
            TimeUnit.MILLISECONDS.sleep(100); // a real delivery takes its time
        }
    }

    private static long removed(Path log) throws IOException {
        return Files.readString(log).lines().filter(line -> line.endsWith(": removed")).count();
    }

    /** What was objected to; a rule that judges each recipient says the same of each. */
    private static List<String> decidedLive(GuardLab lab) {
        Matcher lines = OBJECTED.matcher(lab.log.toString());
        List<String> limits = new ArrayList<>();
        TreeSet<String> senders = new TreeSet<>();
        while (lines.find()) {
            String rule = lines.group(2).replace("\"", "");
            String one = lines.group(3) + " " + lines.group(1) + " " + rule;
            (rule.equals("sender") ? senders : limits).add(one);
        }
        limits.addAll(senders);
        return limits.stream().sorted().toList();
    }

    private List<String> replayed(GuardLab lab, Setup setup) throws IOException {
        List<String> decided = new ArrayList<>();
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        Replay.Manner manner = new Replay.Manner(scratch, true, false);
        try (Replay replay = Replay.of(setup.guard(), setup.directory(), manner)) {
            PastMessages messages =
                    new PastMessages(
                            message ->
                                    word(replay.message(message))
                                            .ifPresent(
                                                    w -> decided.add(message.login() + " " + w)));
            Servers.find(
                            new Servers.Asked(
                                    List.of(lab.mailLog()),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Clock.systemUTC()))
                    .log()
                    .orElseThrow()
                    .read((MailEvent event) -> messages.take(event));
            messages.finish();
        }
        return decided.stream().sorted().toList();
    }

    private static Optional<String> word(Decision decision) {
        return switch (decision) {
            case Decision.Pass _ -> Optional.empty();
            case Decision.Defer(var why) -> Optional.of("defer " + why.rule());
            case Decision.Hold(var why) -> Optional.of("hold " + why.rule());
            case Decision.Reject(var why) -> Optional.of("reject " + why.rule());
        };
    }
}
