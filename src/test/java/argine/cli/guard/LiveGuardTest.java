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

import argine.Typed;
import argine.guard.Mode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guard in front of a real Postfix and a real Dovecot: every door refuses and lets pass.
 *
 * <p>Only where the lab may be started.
 */
class LiveGuardTest {
    private static final int IMAP = 2143;
    private static final int SUBMISSION = 2587;
    private static final int INBOUND = 2525;
    @TempDir Path folder;
    private Mode mode = Mode.ENFORCE;
    private GuardLab lab;

    @Test
    void thiefsAreStoppedAndHonestPeoplePassThroughTheRealDaemons() throws Exception {
        try (GuardLab started = new GuardLab(folder, "127.0.44")) {
            lab = started;
            behindThePolicyProtocol();
            lab.stop();
            behindTheMilterProtocol();
        }
    }

    private void behindThePolicyProtocol() throws Exception {
        try (Daemon daemon = lab.daemon(() -> lab.setups.of("policy", false, mode))) {
            lab.startWithPolicy();
            String sound =
                    theDoctorSays(
                            "ok   RCPT through ",
                            "ok   END_OF_MESSAGE through ",
                            "ok   the null sender through ",
                            "the header From is not seen through ",
                            "ok   Dovecot asks an auth policy server",
                            "ok   RCPT through " + webmail() + " is reached",
                            "ok   END_OF_MESSAGE through " + webmail() + " is reached");
            assertTrue(!sound.contains("is not reached"), sound);
            webmailThatPassesByTheGuardIsFound();
            aThiefIsStoppedAtTheLimit();
            anHonestUserPasses();
            aFirstMessageToTwoHundredIsRefusedOnAFreshBudget();
            nobodySendsAsSomebodyElse();
            aContainedAccountIsRefusedInALiveSession();
            aStoppedAccountCannotLogIn();
            whosePasswordHasExpiredCannotLogIn(daemon);
        }
        System.out.print(lab.log);
    }

    private void behindTheMilterProtocol() throws Exception {
        lab.log.getBuffer().setLength(0);
        try (Daemon daemon = lab.daemon(() -> lab.setups.of("milter", false, mode))) {
            lab.startWithMilter();
            String sound =
                    theDoctorSays(
                            "ok   END_OF_MESSAGE through ",
                            "ok   the null sender through ",
                            "ok   the header From is seen through ",
                            "ok   END_OF_MESSAGE through " + webmail() + " is reached",
                            "NOT  Dovecot does not ask the guard");
            assertTrue(!sound.contains("is not reached"), sound);
            aThiefIsStoppedAtTheLimit();
            anHonestUserPasses();
            aFirstMessageToTwoHundredIsRefusedOnAFreshBudget();
            aForgedFromIsRefused();
            whatASuspectSendsIsHeld();
            aContainedAccountIsRefusedInALiveSession();
            mode = Mode.REWRITE;
            assertEquals("", daemon.reload());
            aForgedFromIsRewritten();
            mode = Mode.REPORT;
            assertEquals("", daemon.reload());
            aForgedFromIsReported();
        }
        System.out.print(lab.log);
    }

    /** Mail of a web server of this host, which has no login. */
    private String webmail() {
        return lab.host() + ":" + INBOUND + " without a login";
    }

    /** Whoever is trusted is let in before the guard is asked: the order of restrictions. */
    private void webmailThatPassesByTheGuardIsFound() throws Exception {
        String before = lab.setting("smtpd_recipient_restrictions");
        lab.set("mynetworks", "127.0.0.0/8");
        lab.set("smtpd_recipient_restrictions", "permit_mynetworks, " + before);
        theDoctorSays("NOT  RCPT through " + webmail() + " is not reached; the mail server said: ");
        lab.set("smtpd_recipient_restrictions", before);
        theDoctorSays("ok   RCPT through " + webmail() + " is reached");
    }

    /** Probes through the running Postfix, which the guard refuses at their end. */
    private String theDoctorSays(String... findings) throws IOException {
        String password = Files.writeString(folder.resolve("password"), HONESTS + "\n").toString();
        String said =
                doctor(SUBMISSION, "--login", HONEST, "--password-file", password)
                        + doctor(INBOUND, "--to", FRESH);
        System.out.print(said);
        assertTrue(said.contains("ok   the guard is running and enforcing"), said);
        for (String finding : findings) {
            assertTrue(said.contains(finding), finding + ": " + said);
        }
        return said;
    }

    private String doctor(int port, String... who) {
        List<String> words = new ArrayList<>(List.of("guard", "doctor"));
        words.addAll(List.of("--socket", folder.resolve("control.sock").toString()));
        words.addAll(List.of("--smtp", lab.host() + ":" + port));
        words.addAll(List.of(who));
        words.addAll(List.of("--postfix", lab.path("postfix/etc").toString()));
        words.addAll(List.of("--dovecot", lab.path("dovecot/dovecot.conf").toString()));
        return Typed.run(words).said();
    }

    private void aThiefIsStoppedAtTheLimit() throws IOException {
        int accepted = 0;
        String last = "";
        try (Smtp smtp = lab.loggedIn(THIEF, THIEFS)) {
            for (int i = 0; i < 15; i++) {
                last = smtp.send(THIEF, THIEF, to(3 * i), to(3 * i + 1), to(3 * i + 2));
                accepted += last.startsWith("250") ? 3 : 0;
            }
        }
        assertEquals(18, accepted, last);
        assertTrue(last.startsWith("450 4.7.1 "), last);
        String code = last.replaceFirst(".*\\(argine ([0-9a-z]+)\\).*", "$1");
        String why = lab.ask("/why", "{\"code\":\"" + code + "\"}");
        assertTrue(why.contains("\"subject\":\"" + THIEF + "\""), why);
        String limits = lab.ask("/limits", "{\"account\":\"" + THIEF + "\"}");
        assertTrue(limits.contains("\"used\":18"), limits);
    }

    private void anHonestUserPasses() throws IOException {
        try (Smtp smtp = lab.loggedIn(HONEST, HONESTS)) {
            String reply = smtp.send(HONEST, "Anna <" + HONEST + ">", to(1), to(2), FRESH);
            assertTrue(reply.startsWith("250 "), reply);
            assertTrue(smtp.send("info@example.org", "info@example.org", to(3)).startsWith("250 "));
        }
    }

    private void aFirstMessageToTwoHundredIsRefusedOnAFreshBudget() throws IOException {
        String[] many = IntStream.range(0, 200).mapToObj(GuardLab::to).toArray(String[]::new);
        try (Smtp smtp = lab.loggedIn(FRESH, FRESHS)) {
            String reply = smtp.send(FRESH, FRESH, many);
            assertTrue(reply.startsWith("5") && reply.contains("(argine "), reply);
        }
    }

    private void nobodySendsAsSomebodyElse() throws IOException {
        try (Smtp smtp = lab.loggedIn(HONEST, HONESTS)) {
            String reply = smtp.send("boss@bank.test", HONEST, to(1));
            assertTrue(reply.startsWith("550 5.7.1 "), reply);
        }
    }

    private void aForgedFromIsRefused() throws IOException {
        try (Smtp smtp = lab.loggedIn(HONEST, HONESTS)) {
            String reply = smtp.send(HONEST, "The Boss <boss@bank.test>", to(1));
            assertTrue(reply.startsWith("550 5.7.1 "), reply);
        }
    }

    private void aForgedFromIsRewritten() throws Exception {
        try (Smtp smtp = lab.loggedIn(HONEST, HONESTS)) {
            String reply = smtp.send(HONEST, "The Boss <boss@bank.test>", "someone@refused.test");
            assertTrue(reply.startsWith("250 "), reply);
            String queued = lab.postcat(reply.replaceFirst(".*queued as ", ""));
            assertTrue(queued.contains("From: <" + HONEST + ">"), queued);
            assertTrue(!queued.contains("boss@bank.test"), queued);
        }
    }

    private void aForgedFromIsReported() throws Exception {
        try (Smtp smtp = lab.loggedIn(HONEST, HONESTS)) {
            lab.log.getBuffer().setLength(0);
            String own = smtp.send(HONEST, HONEST, "someone@refused.test");
            assertTrue(own.startsWith("250 "), own);
            assertTrue(!lab.log.toString().contains("decision="), lab.log.toString());
            String reply =
                    smtp.send("boss@bank.test", "Boss <boss@bank.test>", "someone@refused.test");
            assertTrue(reply.startsWith("250 "), reply);
            String queued = lab.postcat(reply.replaceFirst(".*queued as ", ""));
            assertTrue(queued.contains("From: Boss <boss@bank.test>"), queued);
            assertTrue(lab.log.toString().contains(" decision=report "), lab.log.toString());
        }
    }

    private void whatASuspectSendsIsHeld() throws Exception {
        lab.ask(
                "/block",
                "{\"account\":\"" + THIEF + "\",\"extent\":\"suspected\",\"why\":\"test\"}");
        try (Smtp smtp = lab.loggedIn(THIEF, THIEFS)) {
            String reply = smtp.send(THIEF, THIEF, to(1), to(2), to(3));
            assertTrue(reply.startsWith("250 "), reply);
            Path held = lab.spool().resolve("hold");
            assertTrue(Files.exists(held.resolve(reply.replaceFirst(".*queued as ", ""))), reply);
        }
        lab.ask("/unblock", "{\"account\":\"" + THIEF + "\"}");
    }

    /** {@code argine contain} ends no session here: the guard alone refuses what comes next. */
    private void aContainedAccountIsRefusedInALiveSession() throws Exception {
        try (Smtp smtp = lab.loggedIn(HONEST, HONESTS)) {
            assertTrue(smtp.send(HONEST, HONEST, to(1)).startsWith("250 "));
            assertTrue(smtp.say("MAIL FROM:<" + HONEST + ">").startsWith("250 "));
            String said =
                    lab.contain(
                                    HONEST,
                                    "--lock",
                                    "sending",
                                    "--without",
                                    "password,sessions,queue,footholds,proof")
                            .said();
            assertTrue(said.contains("the guard refuses what " + HONEST + " sends"), said);
            String reply = smtp.say("RCPT TO:<" + to(2) + ">");
            if (reply.startsWith("250 ")) { // a milter is asked at the end of the message
                smtp.say("DATA");
                reply = smtp.say("From: " + HONEST + "\r\n\r\nRead this.\r\n.");
            }
            assertTrue(reply.startsWith("550 5.7.1 "), reply);
            smtp.say("RSET");
            String next = smtp.send(HONEST, HONEST, to(3));
            assertTrue(next.startsWith("550 5.7.1 "), next);
        }
        try (Smtp other = lab.loggedIn(FRESH, FRESHS)) {
            assertTrue(other.send(FRESH, FRESH, to(9)).startsWith("250 "));
        }
        String released = lab.contain("--release", HONEST, "--same-password").said();
        assertTrue(released.contains("the guard lets it send again"), released);
        theReleasedMaySendAgain();
    }

    /** Dovecot looks at its deny list once a second. */
    private void theReleasedMaySendAgain() throws Exception {
        lab.until(this::isLetIn);
        try (Smtp smtp = lab.loggedIn(HONEST, HONESTS)) {
            String reply = smtp.send(HONEST, HONEST, to(4));
            assertTrue(reply.startsWith("250 "), reply);
        }
    }

    private boolean isLetIn() throws IOException {
        try (Smtp smtp = lab.call()) {
            return smtp.login(HONEST, HONESTS).startsWith("235 ");
        }
    }

    private void aStoppedAccountCannotLogIn() throws IOException {
        lab.ask("/block", "{\"account\":\"" + HONEST + "\",\"extent\":\"everything\"}");
        try (Smtp smtp = lab.call()) {
            assertTrue(smtp.login(HONEST, HONESTS).startsWith("535 "));
        }
        assertTrue(imap(HONEST, HONESTS).startsWith("a NO"));
        assertTrue(imap(FRESH, FRESHS).startsWith("a OK"));
        lab.ask("/unblock", "{\"account\":\"" + HONEST + "\"}");
        try (Smtp smtp = lab.call()) {
            assertTrue(smtp.login(HONEST, HONESTS).startsWith("235 "));
        }
    }

    private void whosePasswordHasExpiredCannotLogIn(Daemon daemon) throws IOException {
        Map<String, Instant> moments =
                Map.of(FRESH, Instant.EPOCH, HONEST, Instant.parse("2100-01-01T00:00:00Z"));
        lab.setups.expiring = new PasswordSection.Expiring(moments, true);
        assertEquals("", daemon.reload());
        try (Smtp smtp = lab.call()) {
            assertTrue(smtp.login(FRESH, FRESHS).startsWith("535 "));
        }
        assertTrue(imap(FRESH, FRESHS).startsWith("a NO"));
        assertTrue(imap(HONEST, HONESTS).startsWith("a OK"));
        lab.setups.expiring = new PasswordSection.Expiring(moments, false);
        assertEquals("", daemon.reload());
        assertTrue(imap(FRESH, FRESHS).startsWith("a OK"), "reading is not refused");
        try (Smtp smtp = lab.call()) {
            assertTrue(smtp.login(FRESH, FRESHS).startsWith("535 "));
        }
        lab.setups.expiring = PasswordSection.Expiring.NONE; // it was changed
        assertEquals("", daemon.reload());
        try (Smtp smtp = lab.call()) {
            assertTrue(smtp.login(FRESH, FRESHS).startsWith("235 "));
        }
    }

    private String imap(String account, String password) throws IOException {
        try (Socket socket = new Socket(lab.host(), IMAP)) {
            socket.setSoTimeout(60_000);
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            in.readLine();
            socket.getOutputStream()
                    .write(
                            ("a LOGIN \"" + account + "\" \"" + password + "\"\r\n")
                                    .getBytes(StandardCharsets.UTF_8));
            String line = in.readLine();
            while (line.startsWith("*")) {
                line = in.readLine();
            }
            return line;
        }
    }
}
