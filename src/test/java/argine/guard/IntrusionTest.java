// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.intrusion.AllowList;
import argine.guard.intrusion.Ground;
import argine.guard.intrusion.IntrusionSettings;
import argine.guard.intrusion.Offence;
import argine.guard.intrusion.Source;
import argine.mail.Network;
import argine.store.bar.Bar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For how long and how widely a client is barred, and who never is. */
class IntrusionTest {
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

    /** VRFY and ETRN: whoever looks for names by RCPT would go on by VRFY. */
    @Test
    void whoIsBarredIsToldOfNoNameEither() {
        assertEquals(Decision.PASS, door.asked(Stage.QUESTION, Barring.THIEF, ""));
        door.offend(Barring.THIEF, Ground.CONNECTIONS, 1000);
        assertTrue(door.asked(Stage.QUESTION, Barring.THIEF, "").refuses());
        assertEquals(Decision.PASS, door.asked(Stage.QUESTION, Barring.OFFICE, ""));
    }

    /** One machine of an office connects too often; the door knows nobody of the new login yet. */
    @Test
    void anOfficeThatIsBarredForConnectionsWorksOnAndSoDoesItsNewEmployee() {
        door.loggedIn(Barring.OFFICE, Barring.ROSSI);
        door.offend(Barring.OFFICE, Ground.CONNECTIONS, 100);
        assertEquals(List.of(Barring.OFFICE + "/32 I"), door.barred());
        assertTrue(door.isRefused(Barring.OFFICE), "without a login nothing comes in");
        assertEquals(Decision.PASS, door.asked(Stage.CONNECT, Barring.OFFICE, ""));
        assertTrue(door.mayLogIn(Barring.OFFICE, Barring.ROSSI));
        assertTrue(door.mayLogIn(Barring.OFFICE, "new@corp.test"));
        door.loggedIn(Barring.OFFICE, "new@corp.test");
        assertEquals(Decision.PASS, door.asked(Stage.RCPT, Barring.OFFICE, "new@corp.test"));
        assertEquals(Decision.PASS, door.asked(Stage.RCPT, Barring.OFFICE, Barring.ROSSI));
    }

    @Test
    void whereNobodyIsAtHomeABarForConnectionsKeepsEveryLoginOut() {
        door.loggedIn(Barring.OFFICE, Barring.ROSSI);
        door.offend(Barring.THIEF, Ground.CONNECTIONS, 100);
        assertFalse(door.mayLogIn(Barring.THIEF, "new@corp.test"));
        assertFalse(door.mayLogIn(Barring.THIEF, Barring.ROSSI));
    }

    @Test
    void whoGuessesFromAnOfficeIsKeptFromLoginsThatAreNewThereWhateverItIsBarredFor() {
        door.loggedIn(Barring.OFFICE, Barring.ROSSI);
        door.offend(Barring.OFFICE, Ground.CONNECTIONS, 100);
        for (int i = 0; i < 10; i++) {
            door.wrong(Barring.OFFICE, "new" + i + "@corp.test", "guess" + i);
        }
        assertEquals(List.of(Barring.OFFICE + "/32 L"), door.barred());
        assertFalse(door.mayLogIn(Barring.OFFICE, "new@corp.test"));
        assertTrue(door.mayLogIn(Barring.OFFICE, Barring.ROSSI));
    }

    @Test
    void ofABarByHandAndALongerOneAroundItEachKeepsOutWhomItConcerns() throws IOException {
        door.loggedIn(Barring.OFFICE, Barring.ROSSI);
        door.offend(Barring.OFFICE, Ground.CONNECTIONS, 100);
        Network around = Network.parse("203.0.113.0/24").orElseThrow();
        door.world.guard.office().bar(around, Duration.ofMinutes(5), "ticket 812", "root");
        assertFalse(door.mayLogIn(Barring.OFFICE, Barring.ROSSI), "the one by hand");
        door.world.clocks.pass(Duration.ofMinutes(6));
        assertTrue(door.mayLogIn(Barring.OFFICE, Barring.ROSSI));
    }

    @Test
    void anAdministratorWhoIsCalledWatchBarsAllTheSame() throws IOException {
        Office office = door.world.guard.office();
        office.bar(
                Network.parse("198.51.100.7/32").orElseThrow(), Duration.ofHours(1), "", "watch");
        assertTrue(door.isRefused(Barring.THIEF));
        door.world.reload(Barring.with(Barring.enforcing()));
        assertTrue(door.isRefused(Barring.THIEF));
    }

    @Test
    void oneRecipientWhoIsAlwaysReachedLetsNobodyElseBeReached() {
        AllowList allow = AllowList.of(List.of("r:abuse@corp.test"));
        door.world.reload(Barring.with(Barring.enforcing().with(allow)));
        door.offend(Barring.THIEF, Ground.CONNECTIONS, 86);
        assertFalse(door.asksToWriteTo(Barring.THIEF, "abuse@corp.test").refuses());
        assertTrue(
                door.asksToWriteTo(Barring.THIEF, "abuse@corp.test", "rossi@corp.test").refuses());
    }

    @Test
    void theCodeInTheReplyTellsWhyAndWhoMayRelease() {
        door.offend(Barring.THIEF, Ground.LISTED, 1);
        String reply = door.asked(Stage.RCPT, Barring.THIEF, "").reply();
        String code = reply.replaceFirst(".*\\(argine ([0-9a-z]+)\\)$", "$1");
        Office.Why why = door.world.guard.office().why(code).orElseThrow();
        assertEquals(Barring.THIEF + "/32", why.refusal().subject());
        assertEquals("barred D", why.refusal().rule());
        assertTrue(why.release().contains("argine guard unbar \"" + Barring.THIEF + "/32\""));
    }

    @Test
    void row28ABarGrowsFromTenMinutesToADayAndEveryOneEnds() {
        Duration longest = Duration.ZERO;
        for (int minutes : new int[] {10, 30, 90, 270, 810, 1440, 1440}) {
            door.offend(Barring.THIEF, Ground.LISTED, 1);
            Bar bar = door.world.guard.office().barred().getFirst();
            assertEquals(Duration.ofMinutes(minutes), bar.length());
            door.world.clocks.pass(bar.length());
            assertTrue(!door.isRefused(Barring.THIEF), "it ends by itself");
            longest = bar.length();
        }
        assertEquals(Duration.ofDays(1), longest);
        door.world.clocks.pass(Duration.ofDays(8));
        door.world.guard.tick();
        door.offend(Barring.THIEF, Ground.LISTED, 1);
        assertEquals(
                Duration.ofMinutes(10), door.world.guard.office().barred().getFirst().length());
    }

    @Test
    void whatGoesOnWhileABarStandsMakesItNoLonger() {
        door.offend(Barring.THIEF, Ground.LISTED, 500);
        door.world.clocks.pass(Duration.ofMinutes(10));
        assertTrue(!door.isRefused(Barring.THIEF));
    }

    @Test
    void aBarOutlivesARestart() throws IOException {
        door.offend(Barring.THIEF, Ground.LISTED, 1);
        door.world.restart();
        assertTrue(door.isRefused(Barring.THIEF));
        door.world.clocks.pass(Duration.ofMinutes(11));
        door.world.restart();
        assertTrue(!door.isRefused(Barring.THIEF));
    }

    @Test
    void row28WhoIsAllowedIsNeverBarred() {
        door.world.reload(
                Barring.with(
                        Barring.enforcing()
                                .with(
                                        AllowList.of(
                                                List.of(
                                                        "i:198.51.100.*",
                                                        "192.0.2.0/24",
                                                        "r:postmaster@corp.test")))));
        door.offend(Barring.THIEF, Ground.LISTED, 50);
        door.offend("192.0.2.1", Ground.LISTED, 50);
        door.offend("127.0.0.1", Ground.LISTED, 50);
        assertEquals(List.of(), door.barred());
    }

    @Test
    void whoIsPutOnTheAllowListIsLetGo() {
        door.offend(Barring.THIEF, Ground.LISTED, 1);
        door.world.reload(
                Barring.with(Barring.enforcing().with(AllowList.of(List.of(Barring.THIEF)))));
        assertEquals(List.of(), door.barred());
        assertTrue(!door.isRefused(Barring.THIEF));
    }

    @Test
    void mailToAnAllowedRecipientGetsThroughABar() {
        door.offend(Barring.THIEF, Ground.LISTED, 1);
        door.world.reload(
                Barring.with(Barring.enforcing().with(AllowList.of(List.of("r:rossi@corp.test")))));
        assertEquals(Decision.PASS, door.asked(Stage.CONNECT, Barring.THIEF, ""));
        assertEquals(Decision.PASS, door.asked(Stage.RCPT, Barring.THIEF, ""));
    }

    @Test
    void row24Ipv6IsBarredByThe64AndMoreWidelyWhenManyOffend() {
        door.offend("2001:db8:1:10::5", Ground.LISTED, 1);
        assertTrue(door.isRefused("2001:db8:1:10::6"));
        assertTrue(!door.isRefused("2001:db8:1:11::5"));
        for (int i = 1; i < 4; i++) {
            door.offend("2001:db8:1:1" + i + "::5", Ground.LISTED, 1);
        }
        assertTrue(door.isRefused("2001:db8:1:1f::5"), "the /56 of four of them");
        assertTrue(!door.isRefused("2001:db8:1:200::5"));
        for (int i = 2; i < 6; i++) {
            door.offend("2001:db8:1:" + i + "00::5", Ground.LISTED, 1);
        }
        assertTrue(door.isRefused("2001:db8:1:f00::5"), "the /48 of eight of them");
        assertTrue(!door.isRefused("2001:db8:2::5"));
    }

    @Test
    void row24ManyAddressesOfA24AreToldAndNotBarredTogether() {
        for (int i = 1; i <= 40; i++) {
            door.offend("198.51.100." + i, Ground.UNKNOWN_USERS, 1);
        }
        assertEquals(List.of(), door.barred());
        assertEquals(
                List.of(
                        new Notice.Unruly(
                                Network.parse("198.51.100.0/24").orElseThrow(),
                                Ground.UNKNOWN_USERS,
                                40)),
                door.world.notices.stream().filter(n -> n instanceof Notice.Unruly).toList());
    }

    @Test
    void row24ManyNetworksOfAProviderAreToldAndNotBarredTogether() {
        for (int i = 0; i < 320; i++) {
            door.offend("2001:db8:" + Integer.toHexString(i) + "::1", Ground.UNKNOWN_USERS, 1);
        }
        assertEquals(List.of(), door.barred());
        assertEquals(
                List.of(
                        new Notice.Unruly(
                                Network.parse("2001:db8::/32").orElseThrow(),
                                Ground.UNKNOWN_USERS,
                                320)),
                door.world.notices.stream().filter(n -> n instanceof Notice.Unruly).toList());
    }

    @Test
    void row25OneAddressIsOneInEveryWayToWriteIt() {
        door.offend("::ffff:198.51.100.7", Ground.LISTED, 1);
        assertEquals(List.of(Barring.THIEF + "/32 D"), door.barred());
        assertTrue(door.isRefused("::198.51.100.7"));
        assertTrue(door.isRefused("64:ff9b::198.51.100.7"));
        assertTrue(door.isRefused("::FFFF:c633:6407%eth0"));
    }

    @Test
    void whatIsOnlyWatchedIsToldAndRefusesNobody() {
        door.world.reload(Barring.with(IntrusionSettings.usual(Stance.WATCH)));
        door.offend(Barring.THIEF, Ground.LISTED, 1);
        assertTrue(!door.isRefused(Barring.THIEF));
        assertEquals(
                1, door.world.notices.stream().filter(n -> n instanceof Notice.Barred).count());
        assertEquals(0, door.world.guard.office().status().barred());
    }

    @Test
    void whoWasOnlyWatchedIsBarredOnceItIsMeant() {
        door.world.reload(Barring.with(IntrusionSettings.usual(Stance.WATCH)));
        door.offend(Barring.THIEF, Ground.LISTED, 1);
        door.world.reload(Barring.with(Barring.enforcing()));
        assertTrue(!door.isRefused(Barring.THIEF));
        door.offend(Barring.THIEF, Ground.LISTED, 1);
        assertTrue(door.isRefused(Barring.THIEF));
    }

    @Test
    void whoWasBarredByTheGuardIsLetGoWhenItIsSwitchedOff() throws IOException {
        door.offend(Barring.THIEF, Ground.LISTED, 1);
        Network by = Network.parse("192.0.2.0/24").orElseThrow();
        door.world.guard.office().bar(by, Duration.ofHours(1), "", "root");
        door.world.reload(Configuration.EMPTY);
        assertTrue(!door.isRefused(Barring.THIEF));
        assertTrue(door.isRefused("192.0.2.1"));
    }

    @Test
    void aCodeIsFoundAWhileAfterTheEndOfItsBar() {
        door.offend(Barring.THIEF, Ground.LISTED, 1);
        String code = door.world.guard.office().barred().getFirst().code();
        door.world.clocks.pass(Duration.ofDays(2));
        assertEquals(
                Barring.THIEF + "/32",
                door.world.guard.office().why(code).orElseThrow().refusal().subject());
    }

    @Test
    void whatIsOldIsNotHeldAgainstAnybody() {
        door.world.guard.offended(
                Offence.of(Barring.at(Barring.THIEF), Ground.LISTED, Source.LOG)
                        .at(
                                door.world
                                        .clocks
                                        .clocks()
                                        .wall()
                                        .instant()
                                        .minus(Duration.ofHours(2))));
        assertEquals(List.of(), door.barred());
    }

    @Test
    void nobodyIsBarredForEverNorTheAdministratorsOwnHost() {
        Office office = door.world.guard.office();
        Network network = Network.parse("203.0.113.0/24").orElseThrow();
        assertThrows(
                IllegalArgumentException.class,
                () -> office.bar(network, Duration.ofDays(900), "", "root"));
        assertThrows(
                IllegalArgumentException.class,
                () -> office.bar(network, Duration.ZERO, "", "root"));
        door.world.reload(
                Barring.with(Barring.enforcing().with(AllowList.of(List.of("203.0.113.77")))));
        assertThrows(
                IllegalArgumentException.class,
                () -> office.bar(network, Duration.ofHours(1), "", "root"));
    }

    @Test
    void whereSessionsAreHungUpTheReplyIs421() {
        IntrusionSettings usual = Barring.enforcing();
        door.world.reload(
                Barring.with(
                        new IntrusionSettings(
                                Stance.ENFORCE,
                                usual.thresholds(),
                                usual.strangers(),
                                usual.allow(),
                                usual.traps(),
                                usual.spamScore(),
                                usual.largest(),
                                usual.first(),
                                usual.longest(),
                                true)));
        door.offend(Barring.THIEF, Ground.LISTED, 1);
        String reply = door.asked(Stage.RCPT, Barring.THIEF, "").reply();
        assertTrue(reply.startsWith("421 4.7.0 "), reply);
    }
}
