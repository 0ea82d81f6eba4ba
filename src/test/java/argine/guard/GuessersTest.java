// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.intrusion.Ground;
import argine.mail.Network;
import argine.store.bar.Bar;
import argine.store.bar.Barred;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong passwords: whom they bar, and who works on. */
class GuessersTest {
    @TempDir Path folder;
    private Barring door;

    @BeforeEach
    void open() throws IOException {
        door = new Barring(folder);
    }

    @AfterEach
    void close() throws IOException {
        door.close();
    }

    @Test
    void row26TenDifferentWrongPasswordsBarTheirAddress() {
        for (int i = 0; i < 9; i++) {
            door.wrong(Barring.THIEF, "user" + i + "@corp.test", "h" + i);
        }
        assertTrue(door.mayLogIn(Barring.THIEF, Barring.ROSSI));
        door.wrong(Barring.THIEF, Barring.ROSSI, "h9");
        assertEquals(List.of(Barring.THIEF + "/32 L"), door.barred());
        assertTrue(!door.mayLogIn(Barring.THIEF, Barring.ROSSI));
        assertTrue(door.isRefused(Barring.THIEF));
        assertTrue(
                door.asked(Stage.RCPT, Barring.THIEF, Barring.ROSSI).equals(Decision.PASS),
                "who is logged in stays");
    }

    @Test
    void row26ATelephoneWithAnOldPasswordBarsNobody() {
        door.loggedIn(Barring.OFFICE, "bianchi@corp.test");
        for (int i = 0; i < 1000; i++) {
            door.wrong(Barring.OFFICE, Barring.ROSSI, "old");
            door.world.clocks.pass(Duration.ofSeconds(30));
        }
        assertEquals(List.of(), door.barred());
        assertTrue(door.mayLogIn(Barring.OFFICE, "bianchi@corp.test"));
        assertTrue(!door.isRefused(Barring.OFFICE));
    }

    @Test
    void row26AnOldPasswordOfATelephoneAtHomeIsToldOnceADay() {
        door.loggedIn(Barring.OFFICE, Barring.ROSSI);
        for (int i = 0; i < 100; i++) {
            door.wrong(Barring.OFFICE, Barring.ROSSI, "old");
            door.world.clocks.pass(Duration.ofSeconds(30));
        }
        List<Notice> told =
                List.of(new Notice.OldPassword(Barring.ROSSI, Barring.at(Barring.OFFICE)));
        assertEquals(told, door.world.notices);
        assertTrue(door.mayLogIn(Barring.OFFICE, Barring.ROSSI));
    }

    @Test
    void aDayOfNewPasswordsKeepsTheOfficeWorking() {
        for (int user = 0; user < 60; user++) {
            door.loggedIn(Barring.OFFICE, "user" + user + "@corp.test");
        }
        door.world.clocks.pass(Duration.ofDays(20));
        for (int user = 0; user < 60; user++) {
            for (String wrong : List.of("old", "typo", "caps", "older")) {
                door.wrong(Barring.OFFICE, "user" + user + "@corp.test", wrong);
            }
        }
        assertEquals(List.of(), door.barred());
        assertTrue(door.mayLogIn(Barring.OFFICE, "user7@corp.test"));
    }

    @Test
    void aTravellerWhoTriesAFewPasswordsGetsIn() {
        door.loggedIn(Barring.OFFICE, Barring.ROSSI);
        for (String wrong : List.of("old", "typo", "bank", "old", "old")) {
            door.wrong("192.0.2.77", Barring.ROSSI, wrong);
        }
        assertTrue(door.mayLogIn("192.0.2.77", Barring.ROSSI));
        door.loggedIn("192.0.2.77", Barring.ROSSI);
        assertTrue(door.mayLogIn("192.0.2.78", Barring.ROSSI), "the same network");
        assertEquals(List.of(), door.barred());
    }

    @Test
    void row27GuessersFromManyAddressesAreKeptFromTheVictimAlone() {
        door.loggedIn(Barring.OFFICE, Barring.ROSSI);
        door.loggedIn(Barring.OFFICE, "bianchi@corp.test");
        for (int i = 0; i < 200; i++) {
            door.wrong("100.64." + i + ".1", Barring.ROSSI, "guess" + i);
        }
        assertEquals(List.of("strangers at " + Barring.ROSSI + " L"), door.barred());
        assertTrue(!door.mayLogIn("100.65.1.1", Barring.ROSSI));
        assertTrue(door.mayLogIn(Barring.OFFICE, Barring.ROSSI), "the victim goes on at home");
        assertTrue(door.mayLogIn(Barring.OFFICE, "bianchi@corp.test"));
        assertTrue(door.mayLogIn("100.65.1.1", "bianchi@corp.test"), "other logins are open");
        assertTrue(!door.isRefused("100.64.3.1"), "one guess bars no address");
    }

    @Test
    void aLoginThatIsAtHomeNowhereIsNotTakenFromItsOwner() {
        for (int i = 0; i < 200; i++) {
            door.wrong("100.64." + i + ".1", Barring.ROSSI, "guess" + i);
        }
        assertEquals(List.of(), door.barred());
        assertTrue(door.mayLogIn(Barring.OFFICE, Barring.ROSSI));
    }

    @Test
    void whoGuessesFromTheOfficeIsKeptFromThatLoginAndTheOfficeWorksOn() {
        door.loggedIn(Barring.OFFICE, Barring.ROSSI);
        door.loggedIn(Barring.OFFICE, "bianchi@corp.test");
        for (int i = 0; i < 60; i++) {
            door.wrong(Barring.OFFICE, Barring.ROSSI, "guess" + i);
        }
        assertTrue(!door.mayLogIn(Barring.OFFICE, Barring.ROSSI));
        assertTrue(door.mayLogIn(Barring.OFFICE, "bianchi@corp.test"));
    }

    @Test
    void row27OneSuccessIsNoPardonForTheWholeAddress() {
        door.loggedIn(Barring.THIEF, "stolen@corp.test");
        for (int i = 0; i < 10; i++) {
            door.wrong(Barring.THIEF, "user" + i + "@corp.test", "h" + i);
        }
        assertEquals(List.of(Barring.THIEF + "/32 L"), door.barred());
        assertTrue(
                door.mayLogIn(Barring.THIEF, "stolen@corp.test"), "where it is at home it goes on");
        assertTrue(!door.mayLogIn(Barring.THIEF, Barring.ROSSI));
    }

    @Test
    void aNetworkWhereSomebodyIsAtHomeMayConnectSoThatTheyCanLogIn() {
        door.loggedIn(Barring.OFFICE, Barring.ROSSI);
        door.offend(Barring.OFFICE, Ground.LISTED, 1);
        assertEquals(Decision.PASS, door.asked(Stage.CONNECT, Barring.OFFICE, ""));
        assertTrue(door.isRefused(Barring.OFFICE));
        door.offend(Barring.THIEF, Ground.LISTED, 1);
        assertTrue(door.asked(Stage.CONNECT, Barring.THIEF, "").refuses());
    }

    @Test
    void whereNobodyIsAtHomeForThirtyDaysNobodyIs() {
        door.loggedIn(Barring.OFFICE, Barring.ROSSI);
        door.world.clocks.pass(Duration.ofDays(29));
        door.offend(Barring.OFFICE, Ground.LISTED, 1);
        assertTrue(door.mayLogIn(Barring.OFFICE, Barring.ROSSI));
        door.world.clocks.pass(Duration.ofDays(3));
        door.offend(Barring.OFFICE, Ground.LISTED, 2);
        assertTrue(!door.mayLogIn(Barring.OFFICE, Barring.ROSSI));
    }

    @Test
    void aFewGuessesFromEachOfMany64AddUpToThe48() {
        for (int i = 0; i < 80; i++) {
            door.wrong(
                    "2001:db8:7:" + Integer.toHexString(i) + "::1",
                    "u" + i + "@corp.test",
                    "h" + i);
        }
        assertEquals(List.of("2001:db8:7::/48 L"), door.barred());
    }

    @Test
    void anAdministratorsBarStandsWhereNothingElseIsSwitchedOn() throws IOException {
        door.world.reload(Configuration.EMPTY);
        door.loggedIn(Barring.OFFICE, Barring.ROSSI);
        Office office = door.world.guard.office();
        Bar bar =
                office.bar(
                        Network.parse("203.0.113.0/24").orElseThrow(),
                        Duration.ofHours(2),
                        "ticket 812",
                        "root");
        assertTrue(door.isRefused(Barring.OFFICE));
        assertTrue(!door.mayLogIn(Barring.OFFICE, Barring.ROSSI), "it keeps everybody out");
        assertTrue(
                !door.asked(Stage.RCPT, Barring.OFFICE, "").reply().contains("812"),
                "no business of theirs");
        assertEquals(Optional.of(bar), office.unbar(bar.whom(), "root"));
        assertTrue(!door.isRefused(Barring.OFFICE));
        assertEquals(Optional.empty(), office.unbar(bar.whom(), "root"));
    }

    @Test
    void strangersCanBeLetInAgainByTheLoginsName() throws IOException {
        door.loggedIn(Barring.OFFICE, Barring.ROSSI);
        for (int i = 0; i < 30; i++) {
            door.wrong("100.64." + i + ".1", Barring.ROSSI, "guess" + i);
        }
        assertTrue(
                door.world
                        .guard
                        .office()
                        .unbar(new Barred.Strangers(Barring.ROSSI), "root")
                        .isPresent());
        assertTrue(door.mayLogIn("100.65.1.1", Barring.ROSSI));
    }
}
