// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.intrusion.AllowList;
import argine.guard.intrusion.Ground;
import argine.guard.intrusion.IntrusionSettings;
import argine.guard.intrusion.Offence;
import argine.guard.intrusion.Source;
import argine.mail.Address;
import argine.mail.ClientAddress;
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

class IntrusionTest {
    private static final String THIEF = "198.51.100.7";
    private static final String OFFICE = "203.0.113.9";
    private static final String ROSSI = "rossi@corp.test";

    @TempDir Path folder;
    private GuardOfTests world;

    @BeforeEach
    void open() throws IOException {
        world = new GuardOfTests(folder, with(enforcing()));
    }

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    private static IntrusionSettings enforcing() {
        return IntrusionSettings.usual(Stance.ENFORCE);
    }

    private static Configuration with(IntrusionSettings settings) {
        return Configuration.EMPTY.with(settings);
    }

    private static ClientAddress at(String address) {
        return ClientAddress.parse(address).orElseThrow();
    }

    private Decision asked(Stage stage, String client, String login) {
        return world.guard.decide(
                PolicyRequest.at(stage, login.isEmpty() ? Channel.INBOUND : Channel.SUBMISSION)
                        .by(login)
                        .from(Client.at(at(client)))
                        .sending(
                                Envelope.of(
                                        Address.of("a@ext.test"),
                                        List.of(Address.of("rossi@corp.test")),
                                        0)));
    }

    private boolean isRefused(String client) {
        return asked(Stage.RCPT, client, "").refuses();
    }

    private boolean mayLogIn(String client, String login) {
        return !asked(Stage.LOGIN_BEFORE, client, login).refuses();
    }

    private void loggedIn(String client, String login) {
        asked(Stage.LOGIN_AFTER, client, login);
    }

    private void wrong(String client, String login, String hash) {
        if (mayLogIn(client, login)) {
            world.guard.offended(
                    Offence.of(at(client), Ground.FAILED_LOGINS, Source.DOOR)
                            .by(login)
                            .marked(hash));
        }
    }

    private void offend(String client, Ground ground, int times) {
        for (int i = 0; i < times; i++) {
            world.guard.offended(Offence.of(at(client), ground, Source.LOG));
        }
    }

    private List<String> barred() {
        return world.guard.office().barred().stream()
                .map(bar -> bar.whom() + " " + bar.ground())
                .toList();
    }

    @Test
    void whoOpensEightySixConnectionsInAMinuteIsBarred() {
        offend(THIEF, Ground.CONNECTIONS, 85);
        assertEquals(List.of(), barred());
        offend(THIEF, Ground.CONNECTIONS, 1);
        assertEquals(List.of(THIEF + "/32 I"), barred());
    }

    @Test
    void connectionsOfALongerTimeAreNoFlood() {
        for (int i = 0; i < 300; i++) {
            offend(THIEF, Ground.CONNECTIONS, 1);
            world.clocks.pass(Duration.ofSeconds(1));
        }
        assertEquals(List.of(), barred());
    }

    @Test
    void whoConnectsIsSeenByTheGuardItself() {
        for (int i = 0; i < 86; i++) {
            asked(Stage.CONNECT, THIEF, "");
        }
        assertEquals(List.of(THIEF + "/32 I"), barred());
        assertTrue(asked(Stage.CONNECT, THIEF, "").refuses());
    }

    @Test
    void whatTheDoorAndTheLogBothSawCountsOnce() {
        offend(THIEF, Ground.CONNECTIONS, 60);
        for (int i = 0; i < 60; i++) {
            asked(Stage.CONNECT, THIEF, "");
        }
        assertEquals(List.of(), barred());
    }

    @Test
    void fiveUnknownRecipientsBar() {
        offend(THIEF, Ground.UNKNOWN_USERS, 4);
        assertEquals(List.of(), barred());
        offend(THIEF, Ground.UNKNOWN_USERS, 1);
        assertEquals(List.of(THIEF + "/32 P"), barred());
    }

    @Test
    void theSameUnknownRecipientAgainAndAgainIsOneMistake() {
        for (int i = 0; i < 50; i++) {
            world.guard.offended(
                    Offence.of(at(OFFICE), Ground.UNKNOWN_USERS, Source.LOG)
                            .marked("old@corp.test"));
        }
        assertEquals(List.of(), barred());
    }

    @Test
    void relayingThatWasRefusedFiveTimesBars() {
        offend(THIEF, Ground.RELAYING, 5);
        assertEquals(List.of(THIEF + "/32 Y"), barred());
    }

    @Test
    void resetsOfAllSessionsTogetherBar() {
        for (int i = 0; i < 4; i++) {
            world.guard.offended(Offence.of(at(THIEF), Ground.RESETS, Source.LOG).times(25));
        }
        assertEquals(List.of(THIEF + "/32 R"), barred());
    }

    @Test
    void threeMessagesOverTheSpamScoreBarAndOthersCountNothing() {
        for (int i = 0; i < 9; i++) {
            world.guard.offended(Offence.of(at(OFFICE), Ground.SPAM, Source.REPORT).times(999));
        }
        assertEquals(List.of(), barred());
        for (int i = 0; i < 3; i++) {
            world.guard.offended(Offence.of(at(THIEF), Ground.SPAM, Source.REPORT).times(1000));
        }
        assertEquals(List.of(THIEF + "/32 S"), barred());
    }

    @Test
    void whoIsListedOrSentWhatAFilterObjectedToIsBarredAtOnce() {
        offend(THIEF, Ground.LISTED, 1);
        offend(OFFICE, Ground.CONTENT, 1);
        assertEquals(List.of(THIEF + "/32 D", OFFICE + "/32 C"), barred());
    }

    @Test
    void threeMessagesThatAreTooLargeBarAndOneAskedAboutThreeTimesDoesNot() {
        for (String message : List.of("m1", "m1", "m1", "m2")) {
            world.guard.decide(large(message));
        }
        assertEquals(List.of(), barred());
        world.guard.decide(large("m3"));
        assertEquals(List.of(THIEF + "/32 M"), barred());
    }

    private static PolicyRequest large(String message) {
        return PolicyRequest.at(Stage.RCPT, Channel.INBOUND)
                .in(Transaction.of("s", message))
                .from(Client.at(at(THIEF)))
                .sending(
                        Envelope.of(
                                Address.of("a@ext.test"),
                                List.of(Address.of(ROSSI)),
                                (100L << 20) + 1));
    }

    @Test
    void whoWritesToATrapIsBarredWithThatVeryRecipient() {
        world.reload(with(enforcing().withTraps(List.of(Address.of("Rossi@corp.test")))));
        Decision decision = asked(Stage.RCPT, THIEF, "");
        assertTrue(decision.reply().startsWith("554 5.7.0 "), decision.reply());
        assertTrue(decision.reply().contains("(A: "), decision.reply());
        assertTrue(asked(Stage.RCPT, OFFICE, "bianchi@corp.test").equals(Decision.PASS));
    }

    @Test
    void theCodeInTheReplyTellsWhyAndWhoMayRelease() {
        offend(THIEF, Ground.LISTED, 1);
        String reply = asked(Stage.RCPT, THIEF, "").reply();
        String code = reply.replaceFirst(".*\\(argine ([0-9a-z]+)\\)$", "$1");
        Office.Why why = world.guard.office().why(code).orElseThrow();
        assertEquals(THIEF + "/32", why.refusal().subject());
        assertEquals("barred D", why.refusal().rule());
        assertTrue(why.release().contains("argine guard unbar \"" + THIEF + "/32\""));
    }

    @Test
    void tenDifferentWrongPasswordsBarTheirAddress() {
        for (int i = 0; i < 9; i++) {
            wrong(THIEF, "user" + i + "@corp.test", "h" + i);
        }
        assertTrue(mayLogIn(THIEF, ROSSI));
        wrong(THIEF, ROSSI, "h9");
        assertEquals(List.of(THIEF + "/32 L"), barred());
        assertTrue(!mayLogIn(THIEF, ROSSI));
        assertTrue(isRefused(THIEF));
        assertTrue(asked(Stage.RCPT, THIEF, ROSSI).equals(Decision.PASS), "who is logged in stays");
    }

    @Test
    void aTelephoneWithAnOldPasswordBarsNobody() {
        loggedIn(OFFICE, "bianchi@corp.test");
        for (int i = 0; i < 1000; i++) {
            wrong(OFFICE, ROSSI, "old");
            world.clocks.pass(Duration.ofSeconds(30));
        }
        assertEquals(List.of(), barred());
        assertTrue(mayLogIn(OFFICE, "bianchi@corp.test"));
        assertTrue(!isRefused(OFFICE));
    }

    @Test
    void aDayOfNewPasswordsKeepsTheOfficeWorking() {
        for (int user = 0; user < 60; user++) {
            loggedIn(OFFICE, "user" + user + "@corp.test");
        }
        world.clocks.pass(Duration.ofDays(20));
        for (int user = 0; user < 60; user++) {
            for (String wrong : List.of("old", "typo", "caps", "older")) {
                wrong(OFFICE, "user" + user + "@corp.test", wrong);
            }
        }
        assertEquals(List.of(), barred());
        assertTrue(mayLogIn(OFFICE, "user7@corp.test"));
    }

    @Test
    void aTravellerWhoTriesAFewPasswordsGetsIn() {
        loggedIn(OFFICE, ROSSI);
        for (String wrong : List.of("old", "typo", "bank", "old", "old")) {
            wrong("192.0.2.77", ROSSI, wrong);
        }
        assertTrue(mayLogIn("192.0.2.77", ROSSI));
        loggedIn("192.0.2.77", ROSSI);
        assertTrue(mayLogIn("192.0.2.78", ROSSI), "the same network");
        assertEquals(List.of(), barred());
    }

    @Test
    void guessersFromManyAddressesAreKeptFromTheVictimAndNobodyElseIs() {
        loggedIn(OFFICE, ROSSI);
        loggedIn(OFFICE, "bianchi@corp.test");
        for (int i = 0; i < 200; i++) {
            wrong("100.64." + i + ".1", ROSSI, "guess" + i);
        }
        assertEquals(List.of("strangers at " + ROSSI + " L"), barred());
        assertTrue(!mayLogIn("100.65.1.1", ROSSI));
        assertTrue(mayLogIn(OFFICE, ROSSI), "the victim goes on at home");
        assertTrue(mayLogIn(OFFICE, "bianchi@corp.test"));
        assertTrue(mayLogIn("100.65.1.1", "bianchi@corp.test"), "other logins are open");
        assertTrue(!isRefused("100.64.3.1"), "one guess bars no address");
    }

    @Test
    void aLoginThatIsAtHomeNowhereIsNotTakenFromItsOwner() {
        for (int i = 0; i < 200; i++) {
            wrong("100.64." + i + ".1", ROSSI, "guess" + i);
        }
        assertEquals(List.of(), barred());
        assertTrue(mayLogIn(OFFICE, ROSSI));
    }

    @Test
    void whoGuessesFromTheOfficeIsKeptFromThatLoginAndTheOfficeWorksOn() {
        loggedIn(OFFICE, ROSSI);
        loggedIn(OFFICE, "bianchi@corp.test");
        for (int i = 0; i < 60; i++) {
            wrong(OFFICE, ROSSI, "guess" + i);
        }
        assertTrue(!mayLogIn(OFFICE, ROSSI));
        assertTrue(mayLogIn(OFFICE, "bianchi@corp.test"));
    }

    @Test
    void oneSuccessIsNoPardonForTheWholeAddress() {
        loggedIn(THIEF, "stolen@corp.test");
        for (int i = 0; i < 10; i++) {
            wrong(THIEF, "user" + i + "@corp.test", "h" + i);
        }
        assertEquals(List.of(THIEF + "/32 L"), barred());
        assertTrue(mayLogIn(THIEF, "stolen@corp.test"), "where it is at home it goes on");
        assertTrue(!mayLogIn(THIEF, ROSSI));
    }

    @Test
    void aNetworkWhereSomebodyIsAtHomeMayConnectSoThatTheyCanLogIn() {
        loggedIn(OFFICE, ROSSI);
        offend(OFFICE, Ground.LISTED, 1);
        assertEquals(Decision.PASS, asked(Stage.CONNECT, OFFICE, ""));
        assertTrue(isRefused(OFFICE));
        offend(THIEF, Ground.LISTED, 1);
        assertTrue(asked(Stage.CONNECT, THIEF, "").refuses());
    }

    @Test
    void whereNobodyIsAtHomeForThirtyDaysNobodyIs() {
        loggedIn(OFFICE, ROSSI);
        world.clocks.pass(Duration.ofDays(29));
        offend(OFFICE, Ground.LISTED, 1);
        assertTrue(mayLogIn(OFFICE, ROSSI));
        world.clocks.pass(Duration.ofDays(3));
        offend(OFFICE, Ground.LISTED, 2);
        assertTrue(!mayLogIn(OFFICE, ROSSI));
    }

    @Test
    void aBarGrowsFromTenMinutesToADayAndEveryOneEnds() {
        Duration longest = Duration.ZERO;
        for (int minutes : new int[] {10, 30, 90, 270, 810, 1440, 1440}) {
            offend(THIEF, Ground.LISTED, 1);
            Bar bar = world.guard.office().barred().getFirst();
            assertEquals(Duration.ofMinutes(minutes), bar.length());
            world.clocks.pass(bar.length());
            assertTrue(!isRefused(THIEF), "it ends by itself");
            longest = bar.length();
        }
        assertEquals(Duration.ofDays(1), longest);
        world.clocks.pass(Duration.ofDays(8));
        world.guard.tick();
        offend(THIEF, Ground.LISTED, 1);
        assertEquals(Duration.ofMinutes(10), world.guard.office().barred().getFirst().length());
    }

    @Test
    void whatGoesOnWhileABarStandsMakesItNoLonger() {
        offend(THIEF, Ground.LISTED, 500);
        world.clocks.pass(Duration.ofMinutes(10));
        assertTrue(!isRefused(THIEF));
    }

    @Test
    void aBarOutlivesARestart() throws IOException {
        offend(THIEF, Ground.LISTED, 1);
        world.restart();
        assertTrue(isRefused(THIEF));
        world.clocks.pass(Duration.ofMinutes(11));
        world.restart();
        assertTrue(!isRefused(THIEF));
    }

    @Test
    void whoIsAllowedIsNeverBarred() {
        world.reload(
                with(
                        enforcing()
                                .with(
                                        AllowList.of(
                                                List.of(
                                                        "i:198.51.100.*",
                                                        "192.0.2.0/24",
                                                        "r:postmaster@corp.test")))));
        offend(THIEF, Ground.LISTED, 50);
        offend("192.0.2.1", Ground.LISTED, 50);
        offend("127.0.0.1", Ground.LISTED, 50);
        assertEquals(List.of(), barred());
    }

    @Test
    void whoIsPutOnTheAllowListIsLetGo() {
        offend(THIEF, Ground.LISTED, 1);
        world.reload(with(enforcing().with(AllowList.of(List.of(THIEF)))));
        assertEquals(List.of(), barred());
        assertTrue(!isRefused(THIEF));
    }

    @Test
    void mailToAnAllowedRecipientGetsThroughABar() {
        offend(THIEF, Ground.LISTED, 1);
        world.reload(with(enforcing().with(AllowList.of(List.of("r:rossi@corp.test")))));
        assertEquals(Decision.PASS, asked(Stage.CONNECT, THIEF, ""));
        assertEquals(Decision.PASS, asked(Stage.RCPT, THIEF, ""));
    }

    @Test
    void ipv6IsBarredByThe64AndMoreWidelyWhenManyOffend() {
        offend("2001:db8:1:10::5", Ground.LISTED, 1);
        assertTrue(isRefused("2001:db8:1:10::6"));
        assertTrue(!isRefused("2001:db8:1:11::5"));
        for (int i = 1; i < 4; i++) {
            offend("2001:db8:1:1" + i + "::5", Ground.LISTED, 1);
        }
        assertTrue(isRefused("2001:db8:1:1f::5"), "the /56 of four of them");
        assertTrue(!isRefused("2001:db8:1:200::5"));
        for (int i = 2; i < 6; i++) {
            offend("2001:db8:1:" + i + "00::5", Ground.LISTED, 1);
        }
        assertTrue(isRefused("2001:db8:1:f00::5"), "the /48 of eight of them");
        assertTrue(!isRefused("2001:db8:2::5"));
    }

    @Test
    void aFewGuessesFromEachOfMany64AddUpToThe48() {
        for (int i = 0; i < 80; i++) {
            wrong("2001:db8:7:" + Integer.toHexString(i) + "::1", "u" + i + "@corp.test", "h" + i);
        }
        assertEquals(List.of("2001:db8:7::/48 L"), barred());
    }

    @Test
    void manyAddressesOfA24AreToldAndNotBarredTogether() {
        for (int i = 1; i <= 40; i++) {
            offend("198.51.100." + i, Ground.UNKNOWN_USERS, 1);
        }
        assertEquals(List.of(), barred());
        assertEquals(
                List.of(
                        new Notice.Unruly(
                                Network.parse("198.51.100.0/24").orElseThrow(),
                                Ground.UNKNOWN_USERS,
                                40)),
                world.notices.stream().filter(n -> n instanceof Notice.Unruly).toList());
    }

    @Test
    void oneAddressIsOneInEveryWayToWriteIt() {
        offend("::ffff:198.51.100.7", Ground.LISTED, 1);
        assertEquals(List.of(THIEF + "/32 D"), barred());
        assertTrue(isRefused("::198.51.100.7"));
        assertTrue(isRefused("64:ff9b::198.51.100.7"));
        assertTrue(isRefused("::FFFF:c633:6407%eth0"));
    }

    @Test
    void whatIsOnlyWatchedIsToldAndRefusesNobody() {
        world.reload(with(IntrusionSettings.usual(Stance.WATCH)));
        offend(THIEF, Ground.LISTED, 1);
        assertTrue(!isRefused(THIEF));
        assertEquals(1, world.notices.stream().filter(n -> n instanceof Notice.Barred).count());
        assertEquals(0, world.guard.office().status().barred());
    }

    @Test
    void whoWasOnlyWatchedIsBarredOnceItIsMeant() {
        world.reload(with(IntrusionSettings.usual(Stance.WATCH)));
        offend(THIEF, Ground.LISTED, 1);
        world.reload(with(enforcing()));
        assertTrue(!isRefused(THIEF));
        offend(THIEF, Ground.LISTED, 1);
        assertTrue(isRefused(THIEF));
    }

    @Test
    void whoWasBarredByTheGuardIsLetGoWhenItIsSwitchedOff() throws IOException {
        offend(THIEF, Ground.LISTED, 1);
        Network by = Network.parse("192.0.2.0/24").orElseThrow();
        world.guard.office().bar(by, Duration.ofHours(1), "", "root");
        world.reload(Configuration.EMPTY);
        assertTrue(!isRefused(THIEF));
        assertTrue(isRefused("192.0.2.1"));
    }

    @Test
    void aCodeIsFoundAWhileAfterTheEndOfItsBar() {
        offend(THIEF, Ground.LISTED, 1);
        String code = world.guard.office().barred().getFirst().code();
        world.clocks.pass(Duration.ofDays(2));
        assertEquals(
                THIEF + "/32", world.guard.office().why(code).orElseThrow().refusal().subject());
    }

    @Test
    void whatIsOldIsNotHeldAgainstAnybody() {
        world.guard.offended(
                Offence.of(at(THIEF), Ground.LISTED, Source.LOG)
                        .at(world.clocks.clocks().wall().instant().minus(Duration.ofHours(2))));
        assertEquals(List.of(), barred());
    }

    @Test
    void anAdministratorsBarStandsWhereNothingElseIsSwitchedOn() throws IOException {
        world.reload(Configuration.EMPTY);
        loggedIn(OFFICE, ROSSI);
        Office office = world.guard.office();
        Bar bar =
                office.bar(
                        Network.parse("203.0.113.0/24").orElseThrow(),
                        Duration.ofHours(2),
                        "ticket 812",
                        "root");
        assertTrue(isRefused(OFFICE));
        assertTrue(!mayLogIn(OFFICE, ROSSI), "it keeps everybody out");
        assertTrue(!asked(Stage.RCPT, OFFICE, "").reply().contains("812"), "no business of theirs");
        assertEquals(Optional.of(bar), office.unbar(bar.whom(), "root"));
        assertTrue(!isRefused(OFFICE));
        assertEquals(Optional.empty(), office.unbar(bar.whom(), "root"));
    }

    @Test
    void nobodyIsBarredForEverNorTheAdministratorsOwnHost() {
        Office office = world.guard.office();
        Network network = Network.parse("203.0.113.0/24").orElseThrow();
        assertThrows(
                IllegalArgumentException.class,
                () -> office.bar(network, Duration.ofDays(900), "", "root"));
        assertThrows(
                IllegalArgumentException.class,
                () -> office.bar(network, Duration.ZERO, "", "root"));
        world.reload(with(enforcing().with(AllowList.of(List.of("203.0.113.77")))));
        assertThrows(
                IllegalArgumentException.class,
                () -> office.bar(network, Duration.ofHours(1), "", "root"));
    }

    @Test
    void strangersCanBeLetInAgainByTheLoginsName() throws IOException {
        loggedIn(OFFICE, ROSSI);
        for (int i = 0; i < 30; i++) {
            wrong("100.64." + i + ".1", ROSSI, "guess" + i);
        }
        assertTrue(world.guard.office().unbar(new Barred.Strangers(ROSSI), "root").isPresent());
        assertTrue(mayLogIn("100.65.1.1", ROSSI));
    }

    @Test
    void whereSessionsAreHungUpTheReplyIs421() {
        IntrusionSettings usual = enforcing();
        world.reload(
                with(
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
        offend(THIEF, Ground.LISTED, 1);
        String reply = asked(Stage.RCPT, THIEF, "").reply();
        assertTrue(reply.startsWith("421 4.7.0 "), reply);
    }
}
