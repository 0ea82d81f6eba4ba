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
import argine.mail.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final String NET = "127.0.50";
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
    private Stance grey = Stance.OFF;
    private GuardLab lab;

    @Test
    void guessersAreBarredAndTheirVictimsWorkOnThroughTheRealDaemons() throws Exception {
        try (GuardLab started = new GuardLab(folder, NET);
                Daemon daemon =
                        started.daemon(
                                () -> setup(started),
                                () -> Clock.systemUTC().instant().plusSeconds(later.get()))) {
            lab = started;
            lab.startWithPolicy(Map.of("LAB_XCLIENT", "1", "LAB_LISTED", LiveGrounds.LISTED));
            aTelephoneWithAnOldPasswordKeepsNobodyOut();
            aGuesserIsBarredAtEveryDoor();
            guessersFromEverywhereKeepNoOwnerOut();
            new LiveGrounds(lab).allBarTheirClient();
            grey = Stance.ENFORCE;
            assertEquals("", daemon.reload());
            whoIsNewWaitsAndComesIn();
            System.out.print(lab.log);
        }
    }

    private void aTelephoneWithAnOldPasswordKeepsNobodyOut() throws IOException {
        assertEquals("235", login(OFFICE, ANNA, ANNAS));
        assertEquals("235", login(OFFICE, LUCA, LUCAS));
        for (int i = 0; i < 30; i++) {
            assertEquals("535", login(OFFICE, CARLA, "the-old-one"));
        }
        assertEquals("235", login(OFFICE, LUCA, LUCAS));
        assertEquals("{\"barred\":[]}", lab.ask("/barred", "{}"));
    }

    private void aGuesserIsBarredAtEveryDoor() throws IOException {
        for (int i = 0; i < 10; i++) {
            assertEquals("535", login(THIEF, i % 2 == 0 ? CARLA : LUCA, "guess" + i));
        }
        String barred = lab.ask("/barred", "{}");
        assertTrue(barred.contains("\"network\":\"" + THIEF + "/32\",\"ground\":\"L\""), barred);
        assertEquals("535", login(THIEF, LUCA, LUCAS), "the right one, too late");
        String reply = mail(THIEF);
        assertTrue(reply.startsWith("554 5.7.0 "), reply);
        String code = reply.replaceFirst(".*\\(argine ([0-9a-z]+)\\).*", "$1");
        String why = lab.ask("/why", "{\"code\":\"" + code + "\"}");
        assertTrue(why.contains("\"rule\":\"barred L\""), why);
        lab.ask("/unbar", "{\"whom\":\"" + THIEF + "\"}");
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

    private String login(String client, String account, String password) throws IOException {
        try (Smtp smtp = Smtp.callAs(client, lab.host(), SUBMISSION)) {
            return smtp.login(account, password).substring(0, 3);
        }
    }

    private String mail(String client) throws IOException {
        try (Smtp smtp = Smtp.callAs(client, lab.host(), INBOUND)) {
            return smtp.send("someone@accept.test", "someone@accept.test", ANNA);
        }
    }

    private Setup setup(GuardLab of) {
        Configuration configuration =
                new Configuration(
                        false,
                        new Configuration.Files(folder.resolve("guard"), folder.resolve("copy")),
                        "",
                        false,
                        Mode.REPORT,
                        Map.of(),
                        LimitSettings.NONE,
                        intrusion(),
                        GreySettings.usual(grey));
        AccountDirectory directory =
                new AccountDirectory(List.of(), Set.of("example.org"), Map.of());
        Watching nothing = Watching.NOTHING;
        return new Setup(
                configuration,
                of.setups.listen(),
                directory,
                "",
                Optional.empty(),
                new Watching(
                        of.setups.logs(),
                        nothing.loop(),
                        nothing.run(),
                        nothing.helper(),
                        nothing.ways()),
                List.of());
    }

    private static IntrusionSettings intrusion() {
        IntrusionSettings usual =
                IntrusionSettings.usual(Stance.ENFORCE)
                        .withTraps(List.of(Address.of(LiveGrounds.TRAP)));
        return new IntrusionSettings(
                usual.stance(),
                usual.thresholds(),
                usual.strangers(),
                usual.allow(),
                usual.traps(),
                usual.spamScore(),
                LiveGrounds.LARGEST,
                usual.first(),
                usual.longest(),
                usual.hangUp());
    }
}
