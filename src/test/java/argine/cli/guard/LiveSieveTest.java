// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static argine.cli.guard.GuardLab.FRESH;
import static argine.cli.guard.GuardLab.HONEST;
import static argine.cli.guard.GuardLab.THIEF;
import static argine.cli.guard.GuardLab.THIEFS;
import static argine.cli.guard.GuardLab.to;
import static argine.cli.guard.LabSetups.budget;
import static argine.cli.guard.Mailboxes.AWAY;
import static argine.cli.guard.Mailboxes.REFUSES;
import static argine.cli.guard.Mailboxes.redirect;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What users' Sieve rules send by themselves, by a real Pigeonhole through a real Postfix: each
 * mailbox pays for its own, and its owner's mail is another budget.
 *
 * <p>Only where the lab may be started.
 */
class LiveSieveTest {
    private static final String STRANGER = "paola@bigcloud.test";
    private static final String FORWARDS = "3 recipients / hour";
    private static final String REPLIES = "2 messages / hour";

    @TempDir Path folder;
    private GuardLab lab;
    private Mailboxes mailboxes;

    @Test
    void whatSieveSendsIsCountedForItsMailboxBehindTheMilter() throws Exception {
        try (GuardLab started = new GuardLab(folder, "127.0.58")) {
            begin(started);
            lab.startWithMilter(Map.of("LAB_SIEVE", "1"));
            try (Daemon _ = lab.daemon(() -> setup("milter"))) {
                forward();
                reply();
            }
        }
    }

    @Test
    void whatSieveSendsIsCountedByItsPortBehindThePolicyProtocol() throws Exception {
        try (GuardLab started = new GuardLab(folder, "127.0.58")) {
            begin(started);
            lab.startWithPolicy(Map.of("LAB_SIEVE", "1"));
            try (Daemon _ = lab.daemon(() -> setup("policy"))) {
                mailboxes.rule(THIEF, redirect(1, 2));
                mailboxes.rule(HONEST, AWAY);
                mailboxes.rule(FRESH, redirect(3));
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

    private void begin(GuardLab started) {
        lab = started;
        mailboxes = new Mailboxes(started);
    }

    /** A thief's rule sends on to many; when its budget is used up, others still forward. */
    private void forward() throws Exception {
        mailboxes.rule(THIEF, redirect(1, 2));
        mailboxes.rule(HONEST, redirect(3));
        write(THIEF);
        untilReached(1, 2);
        lab.untilUsed("mailbox:" + THIEF, Channel.FORWARD, FORWARDS, 2);
        write(THIEF);
        untilRefused("the limit of " + FORWARDS);
        lab.untilUsed("mailbox:" + THIEF, Channel.FORWARD, FORWARDS, 3);
        untilKept(THIEF);
        ownMailPasses();
        write(HONEST);
        untilReached(3);
        lab.untilUsed("mailbox:" + HONEST, Channel.FORWARD, FORWARDS, 1);
    }

    private void reply() throws Exception {
        mailboxes.rule(HONEST, AWAY);
        write(HONEST);
        lab.untilUsed("mailbox:" + HONEST, Channel.AUTOREPLY, REPLIES, 1);
        mailboxes.rule(FRESH, REFUSES);
        write(FRESH);
        lab.untilUsed("mailbox:postmaster@example.org", Channel.AUTOREPLY, REPLIES, 1);
        lab.untilUsed("mailbox:" + HONEST, Channel.FORWARD, FORWARDS, 1);
        lab.untilUsed("mailbox:victim@example.org", Channel.FORWARD, FORWARDS, 0);
    }

    private void ownMailPasses() throws IOException {
        try (Smtp owner = lab.loggedIn(THIEF, THIEFS)) {
            String reply = owner.send(THIEF, THIEF, to(7), to(8), to(9), to(10));
            assertTrue(reply.startsWith("250 "), reply);
        }
    }

    private Setup setup(String name) {
        return lab.setups.of(
                name,
                false,
                Map.of(
                        Channel.SUBMISSION, budget("20 recipients / hour"),
                        Channel.FORWARD, budget(FORWARDS),
                        Channel.AUTOREPLY, budget(REPLIES)));
    }

    /** Somebody elsewhere writes to a mailbox. */
    private void write(String mailbox) throws IOException {
        String strangersWord = "X-Sieve-Redirected-From: victim@example.org";
        mailboxes.write(STRANGER, mailbox, strangersWord);
    }

    private void untilReached(int... numbers) throws Exception {
        for (int number : numbers) {
            untilReached(to(number));
        }
    }

    private void untilReached(String address) throws Exception {
        lab.until(() -> lab.mailed().contains(": to=<" + address + ">, relay=mx.bigcloud.test"));
    }

    /** What could not be sent on stays with its owner. */
    private void untilKept(String mailbox) throws Exception {
        lab.until(() -> mailboxes.hasMail(mailbox));
    }

    private void untilRefused(String why) throws Exception {
        lab.until(() -> lab.mailed().contains(why));
    }
}
