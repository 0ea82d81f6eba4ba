// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static argine.cli.guard.GuardLab.FRESH;
import static argine.cli.guard.GuardLab.HONEST;
import static argine.cli.guard.GuardLab.THIEF;
import static argine.cli.guard.GuardLab.THIEFS;
import static argine.cli.guard.GuardLab.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Channel;
import argine.guard.Mode;
import argine.guard.limit.Budget;
import argine.guard.limit.Limit;
import argine.guard.limit.LimitSettings;
import argine.guard.limit.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What users' Sieve rules send by themselves, by a real Pigeonhole through a real Postfix: each
 * mailbox pays for its own, and its owner's mail is another budget.
 *
 * <p>Only where the lab may be started.
 */
class LiveSieveTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final int MX = 2525;
    private static final String STRANGER = "paola@bigcloud.test";
    private static final String FORWARDS = "3 recipients / hour";
    private static final String REPLIES = "2 messages / hour";

    @TempDir Path folder;
    private GuardLab lab;
    private int sent;

    @Test
    void whatSieveSendsIsCountedForItsMailboxBehindTheMilter() throws Exception {
        if (mayNotRun()) {
            return;
        }
        try (GuardLab started = new GuardLab(folder, "127.0.58")) {
            lab = started;
            lab.startWithMilter(Map.of("LAB_SIEVE", "1"));
            try (Daemon _ = lab.daemon(() -> setup("milter"))) {
                forward();
                reply();
            }
        }
    }

    @Test
    void whatSieveSendsIsCountedByItsPortBehindThePolicyProtocol() throws Exception {
        if (mayNotRun()) {
            return;
        }
        try (GuardLab started = new GuardLab(folder, "127.0.58")) {
            lab = started;
            lab.startWithPolicy(Map.of("LAB_SIEVE", "1"));
            try (Daemon _ = lab.daemon(() -> setup("policy"))) {
                rule(THIEF, redirect(1, 2));
                rule(HONEST, "require \"vacation\"; vacation \"I am away.\";");
                rule(FRESH, redirect(3));
                write(THIEF);
                untilReached(1, 2);
                write(HONEST);
                untilReached(STRANGER);
                write(FRESH); // the port has one budget for all
                untilRefused("the limit of " + FORWARDS);
                ownMailPasses();
            }
        }
    }

    /** A thief's rule sends on to many; when its budget is used up, others still forward. */
    private void forward() throws Exception {
        rule(THIEF, redirect(1, 2));
        rule(HONEST, redirect(3));
        write(THIEF);
        untilReached(1, 2);
        untilUsed("mailbox:" + THIEF, Channel.FORWARD, FORWARDS, 2);
        write(THIEF);
        untilRefused("the limit of " + FORWARDS);
        untilUsed("mailbox:" + THIEF, Channel.FORWARD, FORWARDS, 3);
        untilKept(THIEF);
        ownMailPasses();
        write(HONEST);
        untilReached(3);
        untilUsed("mailbox:" + HONEST, Channel.FORWARD, FORWARDS, 1);
    }

    private void reply() throws Exception {
        rule(HONEST, "require \"vacation\"; vacation \"I am away.\";");
        write(HONEST);
        untilUsed("mailbox:" + HONEST, Channel.AUTOREPLY, REPLIES, 1);
        rule(FRESH, "require \"reject\"; reject \"I do not want this.\";");
        write(FRESH);
        untilUsed("mailbox:postmaster@example.org", Channel.AUTOREPLY, REPLIES, 1);
        untilUsed("mailbox:" + HONEST, Channel.FORWARD, FORWARDS, 1);
        untilUsed("mailbox:victim@example.org", Channel.FORWARD, FORWARDS, 0);
    }

    private void ownMailPasses() throws IOException {
        try (Smtp owner = lab.loggedIn(THIEF, THIEFS)) {
            String reply = owner.send(THIEF, THIEF, to(7), to(8), to(9), to(10));
            assertTrue(reply.startsWith("250 "), reply);
        }
    }

    private Setup setup(String name) {
        Setup usual = lab.setup(name, false, Mode.ENFORCE);
        return new Setup(
                usual.guard()
                        .with(
                                new LimitSettings(
                                        Map.of(
                                                Channel.SUBMISSION, budget("20 recipients / hour"),
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

    private static String redirect(int... numbers) {
        StringBuilder rule = new StringBuilder();
        for (int number : numbers) {
            rule.append("redirect \"").append(to(number)).append("\";\n");
        }
        return rule.toString();
    }

    /** As a user's mail program leaves it there. */
    private void rule(String mailbox, String script) throws Exception {
        String[] parts = mailbox.split("@", 2);
        Path home = lab.path("mail/" + parts[1] + "/" + parts[0]);
        Files.createDirectories(home);
        Files.writeString(home.resolve(".dovecot.sieve"), script);
        Files.deleteIfExists(home.resolve(".dovecot.svbin"));
        Integer mailUser = (Integer) Files.getAttribute(lab.path("mail"), "unix:uid");
        try (Stream<Path> all = Files.walk(lab.path("mail/" + parts[1]))) {
            for (Path one : all.toList()) {
                Files.setAttribute(one, "unix:uid", mailUser);
            }
        }
    }

    /** Somebody elsewhere writes to a mailbox. */
    private void write(String mailbox) throws IOException {
        sent++;
        String text =
                String.join(
                        "\r\n",
                        "From: Paola <" + STRANGER + ">",
                        "To: " + mailbox,
                        "Subject: hello",
                        "Message-ID: <" + sent + "@bigcloud.test>",
                        "X-Sieve-Redirected-From: victim@example.org", // a stranger's word
                        "",
                        "Read this.");
        try (Smtp smtp = Smtp.callFrom("127.40.1.9", lab.host(), MX)) {
            String reply = smtp.post(STRANGER, text, mailbox);
            assertTrue(reply.startsWith("250 "), reply);
        }
    }

    private void untilReached(int... numbers) throws Exception {
        for (int number : numbers) {
            untilReached(to(number));
        }
    }

    private void untilReached(String address) throws Exception {
        until(() -> mailLog().contains(": to=<" + address + ">, relay=mx.bigcloud.test"));
    }

    /** What could not be sent on stays with its owner. */
    private void untilKept(String mailbox) throws Exception {
        Path inbox =
                lab.path("mail/" + mailbox.replaceFirst("(.*)@(.*)", "$2/$1") + "/Maildir/new");
        until(
                () -> {
                    try (Stream<Path> all = Files.list(inbox)) {
                        return all.findAny().isPresent();
                    } catch (NoSuchFileException _) {
                        return false;
                    }
                });
    }

    private void untilRefused(String why) throws Exception {
        until(() -> mailLog().contains(why));
    }

    private void untilUsed(String payer, Channel channel, String limit, long used)
            throws Exception {
        until(() -> used(payer, channel, limit) == used);
        assertEquals(used, used(payer, channel, limit));
    }

    private long used(String payer, Channel channel, String limit) throws IOException {
        JsonNode limits =
                JsonMapper.shared()
                        .readTree(lab.ask("/limits", "{\"account\":\"" + payer + "\"}"))
                        .path("limits");
        for (JsonNode one : limits) {
            if (one.path("channel").asString("").equals(channel.word())
                    && one.path("limit").asString("").equals(limit)) {
                return one.path("used").asLong(-1);
            }
        }
        return -1;
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
            TimeUnit.MILLISECONDS.sleep(50); // real programs take their time
        }
    }

    private static boolean mayNotRun() {
        boolean may = Boolean.getBoolean("argine.lab");
        if (!may) {
            System.out.println("LiveSieveTest: not run, the lab may not be started here");
        }
        return !may;
    }
}
