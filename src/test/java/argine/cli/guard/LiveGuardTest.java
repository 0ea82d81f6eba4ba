// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Channel;
import argine.guard.Configuration;
import argine.guard.Mode;
import argine.guard.limit.Budget;
import argine.guard.limit.Limit;
import argine.guard.limit.LimitSettings;
import argine.guard.limit.Scope;
import argine.guard.wire.Access;
import argine.guard.wire.DoorSign;
import argine.guard.wire.Endpoint;
import argine.guard.wire.Listen;
import argine.guard.wire.Notices;
import argine.guard.wire.Patience;
import argine.guard.wire.http.HttpCall;
import argine.mail.Account;
import argine.mail.StoredPassword;
import argine.store.Clocks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guard in front of a real Postfix and a real Dovecot: every door refuses and lets pass.
 *
 * <p>Only where the lab may be started.
 */
class LiveGuardTest {
    private static final long MINUTES = 10;
    private static final Path LAB = Path.of("/opt/argine-guard-" + ProcessHandle.current().pid());
    private static final String NET = "127.0.45";
    private static final String HOST = NET + ".1";
    private static final int SUBMISSION = 2587;
    private static final int IMAP = 2143;
    private static final String THIEF = "rossi@example.org";
    private static final String THIEFS = "rossi2024";
    private static final String HONEST = "bianchi@example.org";
    private static final String HONESTS = "Tr4monto-a-Como";
    private static final String FRESH = "ferrari@example.org";
    private static final String FRESHS = "Passeggiata!9lago";
    private static final int MOST = 20;

    @TempDir Path folder;
    private final StringWriter log = new StringWriter();
    private Mode mode = Mode.ENFORCE;

    @Test
    void thiefsAreStoppedAndHonestPeoplePassThroughTheRealDaemons() throws Exception {
        if (!Boolean.getBoolean("argine.lab")) {
            System.out.println("LiveGuardTest: not run, the lab may not be started here");
            return;
        }
        try {
            behindThePolicyProtocol();
            run("lab/lab.sh", Map.of(), "stop");
            behindTheMilterProtocol();
        } finally {
            run("lab/lab.sh", Map.of(), "wipe");
        }
    }

    private void behindThePolicyProtocol() throws Exception {
        try (Daemon _ = daemon("policy")) {
            run(
                    "lab/lab.sh",
                    Map.of(
                            "LAB_POLICY", "inet:" + NET + ".31:10031",
                            "LAB_AUTH_POLICY_URL", "http://" + NET + ".31:10033/"),
                    "start");
            aThiefIsStoppedAtTheLimit();
            anHonestUserPasses();
            aFirstMessageToTwoHundredIsRefusedOnAFreshBudget();
            nobodySendsAsSomebodyElse();
            aContainedAccountIsRefusedInALiveSession();
            aContainedAccountCannotLogIn();
        }
        System.out.print(log);
    }

    private void behindTheMilterProtocol() throws Exception {
        log.getBuffer().setLength(0);
        try (Daemon daemon = daemon("milter")) {
            run("lab/lab.sh", Map.of("LAB_MILTER", "inet:" + NET + ".31:10032"), "start");
            aThiefIsStoppedAtTheLimit();
            anHonestUserPasses();
            aFirstMessageToTwoHundredIsRefusedOnAFreshBudget();
            aForgedFromIsRefused();
            whatASuspectSendsIsHeld();
            aContainedAccountIsRefusedInALiveSession();
            ask("/unblock", "{\"account\":\"" + HONEST + "\"}");
            mode = Mode.REWRITE;
            assertEquals("", daemon.reload());
            aForgedFromIsRewritten();
        }
        System.out.print(log);
    }

    private void aThiefIsStoppedAtTheLimit() throws IOException {
        int accepted = 0;
        String last = "";
        try (Smtp smtp = loggedIn(THIEF, THIEFS)) {
            for (int i = 0; i < 15; i++) {
                last = smtp.send(THIEF, THIEF, to(3 * i), to(3 * i + 1), to(3 * i + 2));
                accepted += last.startsWith("250") ? 3 : 0;
            }
        }
        assertEquals(18, accepted, last);
        assertTrue(last.startsWith("450 4.7.1 "), last);
        String code = last.replaceFirst(".*\\(argine ([0-9a-z]+)\\).*", "$1");
        String why = ask("/why", "{\"code\":\"" + code + "\"}");
        assertTrue(why.contains("\"subject\":\"" + THIEF + "\""), why);
        String limits = ask("/limits", "{\"account\":\"" + THIEF + "\"}");
        assertTrue(limits.contains("\"used\":18"), limits);
    }

    private void anHonestUserPasses() throws IOException {
        try (Smtp smtp = loggedIn(HONEST, HONESTS)) {
            String reply = smtp.send(HONEST, "Anna <" + HONEST + ">", to(1), to(2), FRESH);
            assertTrue(reply.startsWith("250 "), reply);
            assertTrue(smtp.send("info@example.org", "info@example.org", to(3)).startsWith("250 "));
        }
    }

    private void aFirstMessageToTwoHundredIsRefusedOnAFreshBudget() throws IOException {
        String[] many = IntStream.range(0, 200).mapToObj(LiveGuardTest::to).toArray(String[]::new);
        try (Smtp smtp = loggedIn(FRESH, FRESHS)) {
            String reply = smtp.send(FRESH, FRESH, many);
            assertTrue(reply.startsWith("5") && reply.contains("(argine "), reply);
        }
    }

    private void nobodySendsAsSomebodyElse() throws IOException {
        try (Smtp smtp = loggedIn(HONEST, HONESTS)) {
            String reply = smtp.send("boss@bank.test", HONEST, to(1));
            assertTrue(reply.startsWith("550 5.7.1 "), reply);
        }
    }

    private void aForgedFromIsRefused() throws IOException {
        try (Smtp smtp = loggedIn(HONEST, HONESTS)) {
            String reply = smtp.send(HONEST, "The Boss <boss@bank.test>", to(1));
            assertTrue(reply.startsWith("550 5.7.1 "), reply);
        }
    }

    private void aForgedFromIsRewritten() throws Exception {
        try (Smtp smtp = loggedIn(HONEST, HONESTS)) {
            String reply = smtp.send(HONEST, "The Boss <boss@bank.test>", "someone@refused.test");
            assertTrue(reply.startsWith("250 "), reply);
            String queued = postcat(reply.replaceFirst(".*queued as ", ""));
            assertTrue(queued.contains("From: <" + HONEST + ">"), queued);
            assertTrue(!queued.contains("boss@bank.test"), queued);
        }
    }

    private void whatASuspectSendsIsHeld() throws Exception {
        ask("/block", "{\"account\":\"" + THIEF + "\",\"extent\":\"suspected\",\"why\":\"test\"}");
        try (Smtp smtp = loggedIn(THIEF, THIEFS)) {
            String reply = smtp.send(THIEF, THIEF, to(1), to(2), to(3));
            assertTrue(reply.startsWith("250 "), reply);
            Path held = LAB.resolve("postfix/spool/hold");
            assertTrue(Files.exists(held.resolve(reply.replaceFirst(".*queued as ", ""))), reply);
        }
        ask("/unblock", "{\"account\":\"" + THIEF + "\"}");
    }

    private void aContainedAccountIsRefusedInALiveSession() throws IOException {
        try (Smtp smtp = loggedIn(HONEST, HONESTS)) {
            assertTrue(smtp.send(HONEST, HONEST, to(1)).startsWith("250 "));
            assertTrue(smtp.say("MAIL FROM:<" + HONEST + ">").startsWith("250 "));
            ask("/block", "{\"account\":\"" + HONEST + "\",\"extent\":\"everything\"}");
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
        try (Smtp other = loggedIn(FRESH, FRESHS)) {
            assertTrue(other.send(FRESH, FRESH, to(9)).startsWith("250 "));
        }
    }

    private void aContainedAccountCannotLogIn() throws IOException {
        try (Smtp smtp = Smtp.call(HOST, SUBMISSION)) {
            assertTrue(smtp.login(HONEST, HONESTS).startsWith("535 "));
        }
        assertTrue(imap(HONEST, HONESTS).startsWith("a NO"));
        assertTrue(imap(FRESH, FRESHS).startsWith("a OK"));
        ask("/unblock", "{\"account\":\"" + HONEST + "\"}");
        try (Smtp smtp = Smtp.call(HOST, SUBMISSION)) {
            assertTrue(smtp.login(HONEST, HONESTS).startsWith("235 "));
        }
    }

    private static String imap(String account, String password) throws IOException {
        try (Socket socket = new Socket(HOST, IMAP)) {
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

    private Daemon daemon(String name) throws IOException {
        Notices notices = new Notices(new PrintWriter(log), Clock.systemUTC(), false);
        return Daemon.start(
                () -> setup(name), new Clocks(Clock.systemUTC(), System::nanoTime), notices);
    }

    private Setup setup(String name) {
        LimitSettings limits =
                new LimitSettings(
                        Map.of(
                                Channel.SUBMISSION,
                                new Budget(
                                        Map.of(
                                                Scope.ACCOUNT,
                                                List.of(Limit.parse(MOST + " recipients / hour"))),
                                        false)),
                        Map.of(),
                        Set.of(),
                        80);
        Configuration configuration =
                new Configuration(
                        false,
                        new Configuration.Files(
                                folder.resolve(name), folder.resolve(name + "-copy")),
                        "",
                        false,
                        mode,
                        Map.of(),
                        limits);
        return new Setup(
                configuration,
                listen(),
                new AccountDirectory(accounts(), Set.of("example.org", "example.net"), Map.of()),
                "");
    }

    private static List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        for (String name : List.of(THIEF, HONEST, FRESH)) {
            Account account =
                    new Account(name, List.of(), StoredPassword.HIDDEN, Account.Traits.NONE);
            accounts.add(
                    name.equals(HONEST)
                            ? account.withAliases(List.of("info@example.org"))
                            : account);
        }
        return accounts;
    }

    private Listen listen() {
        return new Listen(
                List.of(Endpoint.of("inet:" + NET + ".31:10031")),
                List.of(Endpoint.of("inet:" + NET + ".31:10032")),
                List.of(Endpoint.of("inet:" + NET + ".31:10033")),
                List.of(Endpoint.of("inet:" + NET + ".31:10034")),
                List.of(Endpoint.of("inet:" + NET + ".31:10035")),
                Endpoint.of("unix:" + folder.resolve("control.sock")),
                Access.USUAL,
                Set.of(),
                false,
                Optional.empty(),
                Set.of(),
                Patience.USUAL,
                DoorSign.USUAL_MOST);
    }

    private String ask(String path, String json) throws IOException {
        HttpCall.Answer answer =
                HttpCall.post(
                        UnixDomainSocketAddress.of(folder.resolve("control.sock")), path, json);
        assertEquals(200, answer.status(), answer.body());
        return answer.body();
    }

    private static Smtp loggedIn(String account, String password) throws IOException {
        Smtp smtp = Smtp.call(HOST, SUBMISSION);
        String reply = smtp.login(account, password);
        assertTrue(reply.startsWith("235 "), reply);
        return smtp;
    }

    private static String to(int number) {
        return "someone" + number + "@accept.test";
    }

    private String postcat(String queueId) throws Exception {
        Process postcat =
                new ProcessBuilder(
                                "postcat",
                                "-c",
                                LAB.resolve("postfix/etc").toString(),
                                "-q",
                                queueId)
                        .redirectErrorStream(true)
                        .start();
        String text = new String(postcat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(postcat.waitFor(MINUTES, TimeUnit.MINUTES));
        return text;
    }

    private void run(String program, Map<String, String> settings, String word) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(program, word).redirectErrorStream(true);
        builder.environment().put("LAB", LAB.toString());
        builder.environment().put("LAB_NET", NET);
        builder.environment().put("LAB_NO_PENALTY", "1");
        builder.environment().putAll(settings);
        Path output = folder.resolve("lab.log");
        Process process = builder.redirectOutput(output.toFile()).start();
        assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue(), Files.readString(output));
    }
}
