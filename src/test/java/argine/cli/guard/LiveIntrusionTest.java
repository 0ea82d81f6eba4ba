// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Configuration;
import argine.guard.Mode;
import argine.guard.Stance;
import argine.guard.grey.GreySettings;
import argine.guard.intrusion.IntrusionSettings;
import argine.guard.limit.LimitSettings;
import argine.guard.wire.Access;
import argine.guard.wire.DoorSign;
import argine.guard.wire.Endpoint;
import argine.guard.wire.Listen;
import argine.guard.wire.Notices;
import argine.guard.wire.Patience;
import argine.guard.wire.http.HttpCall;
import argine.store.Clocks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guessers, an office and strangers with mail before a real Postfix and a real Dovecot that ask the
 * guard.
 *
 * <p>Only where the lab may be started.
 */
class LiveIntrusionTest {
    private static final long MINUTES = 10;
    private static final Path LAB = Path.of("/opt/argine-bars-" + ProcessHandle.current().pid());
    private static final String NET = "127.0.50";
    private static final String HOST = NET + ".1";
    private static final int INBOUND = 2525;
    private static final int SUBMISSION = 2587;
    private static final String THIEF = "198.51.100.7";
    private static final String OFFICE = "203.0.113.9";
    private static final String ANNA = "bianchi@example.org";
    private static final String ANNAS = "Tr4monto-a-Como";
    private static final String LUCA = "ferrari@example.org";
    private static final String LUCAS = "Passeggiata!9lago";
    private static final String CARLA = "russo@example.org";

    @TempDir Path folder;
    private final AtomicLong later = new AtomicLong();

    @Test
    void guessersAreBarredAndTheirVictimsWorkOnThroughTheRealDaemons() throws Exception {
        if (!Boolean.getBoolean("argine.lab")) {
            System.out.println("LiveIntrusionTest: not run, the lab may not be started here");
            return;
        }
        StringWriter log = new StringWriter();
        Notices notices = new Notices(new PrintWriter(log), Clock.systemUTC(), false);
        try (Daemon _ =
                Daemon.start(
                        this::setup,
                        new Clocks(
                                () -> Clock.systemUTC().instant().plusSeconds(later.get()),
                                System::nanoTime),
                        notices)) {
            run("start");
            aTelephoneWithAnOldPasswordKeepsNobodyOut();
            aGuesserIsBarredAtEveryDoor();
            guessersFromEverywhereKeepNoOwnerOut();
            whoIsNewWaitsAndComesIn();
        } finally {
            run("wipe");
        }
        System.out.print(log);
    }

    private void aTelephoneWithAnOldPasswordKeepsNobodyOut() throws IOException {
        assertEquals("235", login(OFFICE, ANNA, ANNAS));
        assertEquals("235", login(OFFICE, LUCA, LUCAS));
        for (int i = 0; i < 30; i++) {
            assertEquals("535", login(OFFICE, CARLA, "the-old-one"));
        }
        assertEquals("235", login(OFFICE, LUCA, LUCAS));
        assertEquals("{\"barred\":[]}", ask("/barred", "{}"));
    }

    private void aGuesserIsBarredAtEveryDoor() throws IOException {
        for (int i = 0; i < 10; i++) {
            assertEquals("535", login(THIEF, i % 2 == 0 ? CARLA : LUCA, "guess" + i));
        }
        String barred = ask("/barred", "{}");
        assertTrue(barred.contains("\"network\":\"" + THIEF + "/32\",\"ground\":\"L\""), barred);
        assertEquals("535", login(THIEF, LUCA, LUCAS), "the right one, too late");
        String reply = mail(THIEF);
        assertTrue(reply.startsWith("554 5.7.0 "), reply);
        String code = reply.replaceFirst(".*\\(argine ([0-9a-z]+)\\).*", "$1");
        String why = ask("/why", "{\"code\":\"" + code + "\"}");
        assertTrue(why.contains("\"rule\":\"barred L\""), why);
        ask("/unbar", "{\"whom\":\"" + THIEF + "\"}");
        assertEquals("235", login(THIEF, LUCA, LUCAS));
    }

    private void guessersFromEverywhereKeepNoOwnerOut() throws IOException {
        for (int i = 0; i < 25; i++) {
            assertEquals("535", login("100.64." + i + ".1", ANNA, "guess" + i));
        }
        assertEquals("535", login("100.65.0.1", ANNA, ANNAS), "from an unknown network");
        assertEquals("235", login(OFFICE, ANNA, ANNAS));
        assertEquals("235", login("100.65.0.1", LUCA, LUCAS));
    }

    private void whoIsNewWaitsAndComesIn() throws IOException {
        String first = mail("192.0.2.1");
        assertTrue(first.startsWith("450 4.7.1 ") && first.contains("(argine greylist)"), first);
        assertTrue(mail("192.0.2.1").startsWith("450 "));
        later.addAndGet(Duration.ofMinutes(6).toSeconds());
        String second = mail("192.0.2.77");
        assertTrue(second.startsWith("250 "), second);
    }

    private static String login(String client, String account, String password) throws IOException {
        try (Smtp smtp = Smtp.callAs(client, HOST, SUBMISSION)) {
            return smtp.login(account, password).substring(0, 3);
        }
    }

    private static String mail(String client) throws IOException {
        try (Smtp smtp = Smtp.callAs(client, HOST, INBOUND)) {
            return smtp.send("someone@accept.test", "someone@accept.test", ANNA);
        }
    }

    private Setup setup() {
        Configuration configuration =
                new Configuration(
                        false,
                        new Configuration.Files(folder.resolve("guard"), folder.resolve("copy")),
                        "",
                        false,
                        Mode.REPORT,
                        Map.of(),
                        LimitSettings.NONE,
                        IntrusionSettings.usual(Stance.ENFORCE),
                        GreySettings.usual(Stance.ENFORCE));
        AccountDirectory directory =
                new AccountDirectory(List.of(), Set.of("example.org"), Map.of());
        return new Setup(configuration, listen(), directory, "");
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

    private String ask(String path, String json) throws IOException {
        HttpCall.Answer answer =
                HttpCall.post(
                        UnixDomainSocketAddress.of(folder.resolve("control.sock")), path, json);
        assertEquals(200, answer.status(), answer.body());
        return answer.body();
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
                                "LAB_NO_PENALTY",
                                "1",
                                "LAB_XCLIENT",
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
