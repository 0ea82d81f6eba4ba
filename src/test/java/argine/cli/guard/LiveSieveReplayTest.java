// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static argine.cli.guard.GuardLab.FRESH;
import static argine.cli.guard.GuardLab.HONEST;
import static argine.cli.guard.GuardLab.THIEF;
import static argine.cli.guard.LabSetups.budget;
import static argine.cli.guard.Mailboxes.AWAY;
import static argine.cli.guard.Mailboxes.REFUSES;
import static argine.cli.guard.Mailboxes.redirect;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.guard.Channel;
import argine.guard.replay.ByRules;
import argine.guard.replay.Judged;
import argine.guard.replay.PastMessages;
import argine.guard.replay.Replay;
import argine.mail.MailEvent;
import argine.server.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A guard on trial before the real Postfix, while rules of a real Pigeonhole forward, answer and
 * reject: the logs of both, replayed, give the same for each budget.
 *
 * <p>Only where the lab may be started.
 */
class LiveSieveReplayTest {
    private static final Pattern OBJECTED =
            Pattern.compile(
                    "event=objected .*decision=(\\w+) rule=\"([^\"]*)\" account=(\"[^\"]*\"|\\S+)"
                            + " sender=");
    private static final String FORWARDS = "3 recipients / hour";
    private static final String REPLIES = "2 messages / hour";

    @TempDir Path folder;
    private GuardLab lab;
    private Mailboxes mailboxes;

    @Test
    void whatMailboxesSendByThemselvesIsReplayedAsItWasDecidedBehindTheMilter() throws Exception {
        try (GuardLab started = new GuardLab(folder, "127.0.57")) {
            begin(started);
            lab.startWithMilter(Map.of("LAB_SIEVE", "1"));
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
        try (GuardLab started = new GuardLab(folder, "127.0.57")) {
            begin(started);
            lab.startWithPolicy(Map.of("LAB_SIEVE", "1"));
            Setup setup = setup();
            try (Daemon _ = lab.daemon(() -> setup)) {
                mail();
            }
            assertEquals(
                    Map.of("client 127.0.0.1/32 defer account " + FORWARDS, 12), decidedLive());
            assertEquals(List.of("forward client 127.0.0.1/32 12 of 15"), replayed(setup, true));
        }
    }

    private void begin(GuardLab started) {
        lab = started;
        mailboxes = new Mailboxes(started);
    }

    /**
     * Each mailbox gets three letters, from three people; a thief's under a tag of its own each.
     */
    private void mail() throws Exception {
        mailboxes.rule(THIEF, redirect(1, 2));
        mailboxes.rule("gallo@example.org", redirect(1));
        mailboxes.rule(HONEST, AWAY);
        mailboxes.rule(FRESH, REFUSES);
        for (int i = 0; i < 3; i++) {
            write(i, THIEF.replace("@", "+" + i + "@"));
            write(i, "gallo@example.org");
            write(i, HONEST);
            write(i, FRESH);
        }
        lab.until(() -> removed() >= 12 + 15);
    }

    private long removed() {
        return lab.mailed().lines().filter(line -> line.endsWith(": removed")).count();
    }

    private Setup setup() {
        return lab.setups.of(
                "trial",
                true,
                Map.of(
                        Channel.FORWARD, budget(FORWARDS),
                        Channel.AUTOREPLY, budget(REPLIES)));
    }

    /** The next letter comes when all that this one set off is in the log. */
    private void write(int person, String mailbox) throws Exception {
        mailboxes.write("paola" + person + "@bigcloud.test", mailbox);
        lab.until(
                () ->
                        lab.mailed().lines().filter(l -> l.contains("dovecot-lmtp")).count()
                                == mailboxes.written());
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
        Log log = lab.past("log/mail.log", "log/dovecot.log");
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
}
