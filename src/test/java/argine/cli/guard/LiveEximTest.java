// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static argine.cli.guard.GuardLab.FRESH;
import static argine.cli.guard.GuardLab.HONEST;
import static argine.cli.guard.GuardLab.MOST;
import static argine.cli.guard.GuardLab.THIEF;
import static argine.cli.guard.GuardLab.to;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guard behind a real Exim, which asks it by the ACL lines that are delivered.
 *
 * <p>Only where {@code argine.exim} names the program; it need not be installed.
 */
class LiveEximTest {
    private static final String NET = "127.0.53";

    @TempDir Path folder;
    private EximLab exim;

    @Test
    void thiefsAreStoppedAndHonestPeoplePassThroughTheRealExim() throws Exception {
        if (!EximLab.isHere()) {
            System.out.println("LiveEximTest: not run, no Exim was named");
            return;
        }
        GuardLab lab = new GuardLab(folder, NET);
        try (Daemon _ = lab.daemon(() -> lab.setups.of("exim", false, Mode.ENFORCE));
                EximLab started = EximLab.start(folder, NET)) {
            exim = started;
            aThiefIsStoppedAtTheLimit(lab);
            anHonestUserPasses();
            aFirstMessageToTwoHundredIsRefusedOnAFreshBudget();
            nobodySendsAsSomebodyElse();
            nobodyHidesAnAuthorFromTheGuard();
            theWhyCodeIsNeverSplit();
            whatASuspectSendsIsFrozen(lab);
            aContainedAccountIsRefusedInALiveSession(lab);
        }
    }

    private void aThiefIsStoppedAtTheLimit(GuardLab lab) throws IOException {
        int accepted = 0;
        String last = "";
        try (Smtp smtp = exim.loggedIn(THIEF)) {
            for (int i = 0; i < MOST / 3 + 3; i++) {
                last = smtp.send(THIEF, THIEF, to(3 * i), to(3 * i + 1), to(3 * i + 2));
                accepted += last.startsWith("250") ? 3 : 0;
            }
        }
        assertEquals(MOST / 3 * 3, accepted, last);
        assertTrue(last.startsWith("450 4.7.1 "), last);
        String code = last.replaceFirst(".*\\(argine ([0-9a-z]+)\\).*", "$1");
        String why = lab.ask("/why", "{\"code\":\"" + code + "\"}");
        assertTrue(why.contains("\"subject\":\"" + THIEF + "\""), why);
    }

    private void anHonestUserPasses() throws IOException {
        try (Smtp smtp = exim.loggedIn(HONEST)) {
            String reply = smtp.send(HONEST, "Anna <" + HONEST + ">", to(1), to(2), FRESH);
            assertTrue(reply.startsWith("250 "), reply);
        }
    }

    private void aFirstMessageToTwoHundredIsRefusedOnAFreshBudget() throws IOException {
        String[] many = IntStream.range(0, 200).mapToObj(GuardLab::to).toArray(String[]::new);
        try (Smtp smtp = exim.loggedIn(FRESH)) {
            String reply = smtp.send(FRESH, FRESH, many);
            assertTrue(reply.startsWith("550 5.7.1 "), reply);
            assertTrue(smtp.send(FRESH, FRESH, to(1)).startsWith("250 "), "the budget is whole");
        }
    }

    private void nobodySendsAsSomebodyElse() throws IOException {
        try (Smtp smtp = exim.loggedIn(HONEST)) {
            String envelope = smtp.send("boss@bank.test", HONEST, to(1));
            assertTrue(envelope.startsWith("550 5.7.1 "), envelope);
            String header = smtp.send(HONEST, "The Boss <boss@bank.test>", to(1));
            assertTrue(header.startsWith("550 5.7.1 "), header);
        }
    }

    /** Exim hands on less of From than readers see. */
    private void nobodyHidesAnAuthorFromTheGuard() throws IOException {
        String own = "From: <" + HONEST + ">";
        String rest = "\r\nSubject: hello\r\n\r\nRead this.";
        String long72k = ("x".repeat(900) + "\r\n ").repeat(80);
        try (Smtp smtp = exim.loggedIn(HONEST)) {
            for (String headers :
                    List.of(
                            "From: boss@bank.test\r\n" + own,
                            own + "\r\nfrom : boss@bank.test",
                            "From : <boss@bank.test>",
                            "From\t: <boss@bank.test>",
                            own + " (" + long72k + ")\r\nFrom: <boss@bank.test>",
                            "X-Long: " + long72k + "\r\nFrom : <boss@bank.test>",
                            "From: boss@bank.test <" + HONEST + ">")) {
                String reply = smtp.post(HONEST, headers + rest, to(1));
                assertTrue(reply.startsWith("550 5.7.1 "), reply + headers.substring(0, 16));
            }
            String long72kOfElse = "X-Long: " + long72k + "\r\n" + own + rest;
            String honest = smtp.post(HONEST, long72kOfElse, to(1));
            assertTrue(honest.startsWith("250 "), honest);
        }
    }

    private void theWhyCodeIsNeverSplit() throws IOException {
        for (int length = 1; length <= 60; length++) {
            try (Smtp smtp = exim.loggedIn(HONEST)) {
                String reply = smtp.send("b".repeat(length) + "@bank.test", HONEST, to(1));
                assertTrue(reply.matches("550 5\\.7\\.1 \\(argine [0-9a-z]+\\)"), reply);
            }
        }
    }

    private void whatASuspectSendsIsFrozen(GuardLab lab) throws IOException {
        lab.ask("/block", "{\"account\":\"" + THIEF + "\",\"extent\":\"suspected\",\"why\":\"t\"}");
        try (Smtp smtp = exim.loggedIn(THIEF)) {
            String reply = smtp.send(THIEF, THIEF, to(1), to(2), to(3));
            assertTrue(reply.startsWith("250 "), reply);
            String id = reply.replaceFirst(".*id=(\\S+).*", "$1");
            String header = Files.readString(folder.resolve("spool/input/" + id + "-H"));
            assertTrue(header.contains("\n-frozen "), header);
        }
    }

    private void aContainedAccountIsRefusedInALiveSession(GuardLab lab) throws IOException {
        try (Smtp smtp = exim.loggedIn(HONEST)) {
            assertTrue(smtp.say("MAIL FROM:<" + HONEST + ">").startsWith("250 "));
            lab.ask("/block", "{\"account\":\"" + HONEST + "\",\"extent\":\"everything\"}");
            String reply = smtp.say("RCPT TO:<" + to(2) + ">");
            assertTrue(reply.startsWith("550 5.7.1 "), reply);
        }
    }
}
