// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static argine.cli.guard.GuardLab.FRESH;
import static argine.cli.guard.GuardLab.HONEST;
import static argine.cli.guard.GuardLab.THIEF;
import static argine.cli.guard.GuardLab.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Channel;
import argine.guard.Mode;
import argine.guard.limit.Budget;
import argine.guard.limit.Limit;
import argine.guard.limit.LimitSettings;
import argine.guard.limit.Scope;
import argine.guard.replay.ByRules;
import argine.guard.replay.Judged;
import argine.guard.replay.PastMessages;
import argine.guard.replay.Replay;
import argine.mail.MailEvent;
import argine.server.Log;
import argine.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A guard on trial before the real Postfix, while rules of a real Pigeonhole forward, answer and
 * reject: the logs of both, replayed, give the same for each budget.
 *
 * <p>Only where the lab may be started.
 */
class LiveSieveReplayTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);
    private static final int MX = 2525;
    private static final Pattern OBJECTED =
            Pattern.compile(
                    "event=objected .*decision=(\\w+) rule=\"([^\"]*)\" account=(\"[^\"]*\"|\\S+)"
                            + " sender=");
    private static final String FORWARDS = "3 recipients / hour";
    private static final String REPLIES = "2 messages / hour";

    @TempDir Path folder;
    private GuardLab lab;
    private int written;

    @Test
    void whatMailboxesSendByThemselvesIsReplayedAsItWasDecidedBehindTheMilter() throws Exception {
        if (!mayRun()) {
            return;
        }
        try (GuardLab started = new GuardLab(folder, "127.0.57")) {
            lab = started;
            lab.startWithMilter(settings());
            Setup setup = setup();
            try (Daemon _ = lab.daemon(() -> setup)) {
                mail();
            }
            assertEquals(
                    Map.of(
                            "mailbox:bianchi@example.org defer account " + REPLIES, 1,
                            "mailbox:postmaster@example.org defer account " + REPLIES, 1,
                            "mailbox:rossi@example.org defer account " + FORWARDS, 3),
                    decidedLive());
            assertEquals(
                    List.of(
                            "autoreply mailbox:bianchi@example.org 1 of 3",
                            "autoreply mailbox:postmaster@example.org 1 of 3",
                            "forward mailbox:gallo@example.org 0 of 3",
                            "forward mailbox:rossi@example.org 3 of 6"),
                    replayed(setup, false));
        }
    }

    @Test
    void whatMailboxesSendByThemselvesIsReplayedAsItWasDecidedBehindThePolicyProtocol()
            throws Exception {
        if (!mayRun()) {
            return;
        }
        try (GuardLab started = new GuardLab(folder, "127.0.57")) {
            lab = started;
            lab.startWithPolicy(settings());
            Setup setup = setup();
            try (Daemon _ = lab.daemon(() -> setup)) {
                mail();
            }
            assertEquals(
                    Map.of("client 127.0.0.1/32 defer account " + FORWARDS, 12), decidedLive());
            assertEquals(List.of("forward client 127.0.0.1/32 12 of 15"), replayed(setup, true));
        }
    }

    private static Map<String, String> settings() {
        return Map.of("LAB_SIEVE", "1", "TZ", ZoneId.systemDefault().getId());
    }

    /**
     * Each mailbox gets three letters, from three people; a thief's under a tag of its own each.
     */
    private void mail() throws Exception {
        rule(THIEF, "redirect \"" + to(1) + "\"; redirect \"" + to(2) + "\";");
        rule("gallo@example.org", "redirect \"" + to(1) + "\";");
        rule(HONEST, "require \"vacation\"; vacation \"I am away.\";");
        rule(FRESH, "require \"reject\"; reject \"I do not want this.\";");
        for (int i = 0; i < 3; i++) {
            write(i, THIEF.replace("@", "+" + i + "@"));
            write(i, "gallo@example.org");
            write(i, HONEST);
            write(i, FRESH);
        }
        until(() -> removed() >= 12 + 15);
    }

    private long removed() throws IOException {
        return mailLog().lines().filter(line -> line.endsWith(": removed")).count();
    }

    private Setup setup() {
        Setup usual = lab.setup("trial", true, Mode.ENFORCE);
        return new Setup(
                usual.guard()
                        .with(
                                new LimitSettings(
                                        Map.of(
                                                Channel.FORWARD, budget(FORWARDS),
                                                Channel.AUTOREPLY, budget(REPLIES)),
                                        Map.of(),
                                        Set.of(),
                                        LimitSettings.USUAL_WARN_PERCENT)),
                usual.listen(),
                usual.directory(),
                "");
    }

    private static Budget budget(String limit) {
        return new Budget(Map.of(Scope.ACCOUNT, List.of(Limit.parse(limit))), false);
    }

    /** As a user's mail program leaves it there. */
    private void rule(String mailbox, String script) throws IOException {
        String[] parts = mailbox.split("@", 2);
        Path home = lab.path("mail/" + parts[1] + "/" + parts[0]);
        Files.createDirectories(home);
        Files.writeString(home.resolve(".dovecot.sieve"), script);
        Integer mailUser = (Integer) Files.getAttribute(lab.path("mail"), "unix:uid");
        try (Stream<Path> all = Files.walk(lab.path("mail/" + parts[1]))) {
            for (Path one : all.toList()) {
                Files.setAttribute(one, "unix:uid", mailUser);
            }
        }
    }

    /** The next letter comes when all that this one set off is in the log. */
    private void write(int person, String mailbox) throws Exception {
        String stranger = "paola" + person + "@bigcloud.test";
        String text =
                String.join(
                        "\r\n",
                        "From: Paola <" + stranger + ">",
                        "To: " + mailbox,
                        "Subject: hello",
                        "Message-ID: <" + ++written + "@bigcloud.test>",
                        "",
                        "Read this.");
        try (Smtp smtp = Smtp.callFrom("127.40.1.9", lab.host(), MX)) {
            String reply = smtp.post(stranger, text, mailbox);
            assertTrue(reply.startsWith("250 "), reply);
        }
        int so = written;
        until(() -> mailLog().lines().filter(l -> l.contains("dovecot-lmtp")).count() == so);
    }

    /** How often what was objected to. */
    private Map<String, Integer> decidedLive() {
        Map<String, Integer> all = new HashMap<>();
        Matcher lines = OBJECTED.matcher(lab.log.toString());
        while (lines.find()) {
            String account = lines.group(3).replace("\"", "");
            all.merge(account + " " + lines.group(1) + " " + lines.group(2), 1, Integer::sum);
        }
        return all;
    }

    private List<String> replayed(Setup setup, boolean policy) throws IOException {
        Log log =
                Servers.find(
                                new Servers.Asked(
                                        List.of(lab.mailLog(), lab.path("log/dovecot.log")),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Clock.systemUTC()))
                        .log()
                        .orElseThrow();
        ByRules rules = new ByRules(setup.listen().channels().robots());
        log.read((MailEvent event) -> rules.accept(event));
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        Replay.Manner manner = new Replay.Manner(scratch, policy, false);
        try (Replay replay = Replay.of(setup.guard(), setup.directory(), manner)) {
            PastMessages messages = new PastMessages(replay::message, replay::failed, rules);
            log.read((MailEvent event) -> messages.take(event));
            messages.finish();
            return replay.robots().stream().map(LiveSieveReplayTest::told).sorted().toList();
        }
    }

    private static String told(Judged one) {
        return one.account() + " " + one.refusedMessages() + " of " + one.messages();
    }

    private String mailLog() throws IOException {
        return Files.readString(lab.mailLog());
    }

    private void until(Callable<Boolean> done) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        while (!done.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in time: " + lab.log + "\n" + mailLog());
            }
            TimeUnit.MILLISECONDS.sleep(20); // real programs take their time
        }
    }

    private static boolean mayRun() {
        boolean may = Boolean.getBoolean("argine.lab");
        if (!may) {
            System.out.println("LiveSieveReplayTest: not run, the lab may not be started here");
        }
        return may;
    }
}
