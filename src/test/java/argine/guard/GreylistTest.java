// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.grey.By;
import argine.guard.grey.GreySettings;
import argine.guard.intrusion.AllowList;
import argine.guard.intrusion.Ground;
import argine.guard.intrusion.IntrusionSettings;
import argine.guard.intrusion.Offence;
import argine.guard.intrusion.Source;
import argine.mail.Address;
import argine.mail.ClientAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GreylistTest {
    private static final String SENDER = "anna@ext.test";
    private static final String RECIPIENT = "rossi@corp.test";

    @TempDir Path folder;
    private GuardOfTests world;

    @BeforeEach
    void open() throws IOException {
        world = new GuardOfTests(folder, with(GreySettings.usual(Stance.ENFORCE)));
    }

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    private static Configuration with(GreySettings settings) {
        return Configuration.EMPTY.with(settings);
    }

    private static GreySettings by(By by, boolean wholeDomain) {
        GreySettings usual = GreySettings.OFF;
        return new GreySettings(
                Stance.ENFORCE,
                by,
                wholeDomain,
                usual.delay(),
                usual.pending(),
                usual.known(),
                usual.autoAllow(),
                false,
                true,
                usual.text(),
                false,
                usual.allow());
    }

    private static PolicyRequest mail(String client, String helo, String from, String to) {
        return PolicyRequest.at(Stage.RCPT, Channel.INBOUND)
                .from(new Client(ClientAddress.parse(client).orElseThrow(), "", helo, false))
                .sending(Envelope.of(Address.of(from), List.of(Address.of(to)), 0));
    }

    private boolean passes(String client, String from, String to) {
        return world.guard.decide(mail(client, "h", from, to)).equals(Decision.PASS);
    }

    private void pass(Duration time) {
        world.clocks.pass(time);
    }

    @Test
    void whoIsNewIsPutOffAndLetInAfterTheDelay() {
        Decision first = world.guard.decide(mail("192.0.2.1", "h", SENDER, RECIPIENT));
        assertEquals("450 4.7.1 " + GreySettings.USUAL_TEXT + " (argine greylist)", first.reply());
        pass(Duration.ofMinutes(4));
        assertTrue(!passes("192.0.2.1", SENDER, RECIPIENT), "too early");
        pass(Duration.ofMinutes(1));
        assertTrue(passes("192.0.2.1", SENDER, RECIPIENT));
        assertTrue(passes("192.0.2.1", SENDER, RECIPIENT), "from now on at once");
        assertTrue(!passes("192.0.2.1", "other@ext.test", RECIPIENT));
    }

    @Test
    void aTryFromTheMachineBesideCountsAsTheSame() {
        passes("192.0.2.1", SENDER, RECIPIENT);
        passes("2001:db8::1", SENDER, RECIPIENT);
        pass(Duration.ofMinutes(6));
        assertTrue(passes("192.0.2.99", SENDER, RECIPIENT));
        assertTrue(passes("2001:db8::ffff", SENDER, RECIPIENT));
        assertTrue(!passes("198.51.100.1", SENDER, RECIPIENT));
    }

    @Test
    void whoComesBackTooLateIsNewAgain() {
        passes("192.0.2.1", SENDER, RECIPIENT);
        pass(Duration.ofHours(49));
        assertTrue(!passes("192.0.2.1", SENDER, RECIPIENT));
        pass(Duration.ofMinutes(6));
        assertTrue(passes("192.0.2.1", SENDER, RECIPIENT));
        pass(Duration.ofDays(36));
        assertTrue(!passes("192.0.2.1", SENDER, RECIPIENT), "known for 35 days");
    }

    @Test
    void aClientThatWasLetInFiveTimesWaitsNoMore() {
        for (int i = 0; i < 5; i++) {
            passes("192.0.2.1", "s" + "abcde".charAt(i) + "@ext.test", RECIPIENT);
            pass(Duration.ofMinutes(61));
            assertTrue(passes("192.0.2.1", "s" + "abcde".charAt(i) + "@ext.test", RECIPIENT));
        }
        assertTrue(passes("192.0.2.2", "somebody@new.test", "bianchi@corp.test"));
    }

    @Test
    void manyMessagesOfOneHourCountOnceForTheClient() {
        for (String name : List.of("a", "b", "c", "d", "e", "f")) {
            passes("192.0.2.1", name + "@ext.test", RECIPIENT);
        }
        pass(Duration.ofMinutes(6));
        for (String name : List.of("a", "b", "c", "d", "e", "f")) {
            assertTrue(passes("192.0.2.1", name + "@ext.test", RECIPIENT));
        }
        assertTrue(!passes("192.0.2.1", "g@ext.test", RECIPIENT));
    }

    @Test
    void listsThatWriteANewSenderForEachMessageAreOneSender() {
        passes("192.0.2.1", "bounce-1234+rossi@list.test", RECIPIENT);
        pass(Duration.ofMinutes(6));
        assertTrue(passes("192.0.2.1", "bounce-98765+x@list.test", RECIPIENT));
    }

    @Test
    void eachOfIceWarpsModesLooksAtWhatItNames() {
        world.reload(with(by(By.IP, false)));
        passes("192.0.2.1", SENDER, RECIPIENT);
        pass(Duration.ofMinutes(6));
        assertTrue(passes("192.0.2.1", "else@ext.test", RECIPIENT));
        world.reload(with(by(By.SENDER, true)));
        passes("192.0.2.1", SENDER, RECIPIENT);
        pass(Duration.ofMinutes(6));
        assertTrue(passes("198.51.100.1", SENDER, "bianchi@corp.test"), "all of the domain");
        world.reload(with(by(By.IP_HELO, false)));
        passes("203.0.113.1", SENDER, RECIPIENT);
        pass(Duration.ofMinutes(6));
        assertTrue(world.guard.decide(mail("203.0.113.1", "other", SENDER, RECIPIENT)).refuses());
        assertTrue(passes("203.0.113.1", "else@ext.test", RECIPIENT));
    }

    @Test
    void whoLoggedInAndPostmasterAreNeverPutOff() {
        assertEquals(
                Decision.PASS,
                world.guard.decide(GuardOfTests.recipient("rossi@corp.test", "m", "a@ext.test")));
        assertTrue(passes("192.0.2.1", "", "postmaster@corp.test"));
        assertTrue(passes("192.0.2.1", SENDER, "abuse@corp.test"));
        assertTrue(passes("127.0.0.1", SENDER, RECIPIENT));
        assertTrue(!passes("192.0.2.1", "", RECIPIENT), "bounces wait like others");
    }

    @Test
    void whatTheServerFoundRightBySpfPassesAndNothingElseDoes() {
        PolicyRequest request = mail("192.0.2.1", "h", SENDER, RECIPIENT);
        assertTrue(world.guard.decide(request.checked("softfail")).refuses());
        assertEquals(Decision.PASS, world.guard.decide(request.checked("Pass")));
    }

    @Test
    void whoIsAllowedIsNeverPutOff() {
        List<String> allowed =
                List.of("192.0.2.1", "a:mx.ext.test", "s:partner.test", "r:open@corp.test");
        world.reload(with(GreySettings.usual(Stance.ENFORCE).with(AllowList.of(allowed))));
        assertTrue(passes("192.0.2.1", SENDER, RECIPIENT));
        assertTrue(passes("198.51.100.1", "a@partner.test", RECIPIENT));
        assertTrue(passes("198.51.100.1", SENDER, "open@corp.test"));
        Client named =
                new Client(
                        ClientAddress.parse("198.51.100.1").orElseThrow(),
                        "mx.ext.test",
                        "h",
                        false);
        assertEquals(
                Decision.PASS,
                world.guard.decide(mail("198.51.100.1", "h", SENDER, RECIPIENT).from(named)));
        assertTrue(!passes("198.51.100.1", SENDER, RECIPIENT));
    }

    @Test
    void whomARuleRefusesLeavesNoTrace() {
        Configuration barring =
                with(GreySettings.usual(Stance.ENFORCE))
                        .with(IntrusionSettings.usual(Stance.ENFORCE));
        world.reload(barring);
        world.guard.offended(
                Offence.of(
                        ClientAddress.parse("192.0.2.1").orElseThrow(), Ground.LISTED, Source.LOG));
        assertTrue(world.guard.decide(mail("192.0.2.1", "h", SENDER, RECIPIENT)).refuses());
        pass(Duration.ofMinutes(11));
        Decision first = world.guard.decide(mail("192.0.2.1", "h", SENDER, RECIPIENT));
        assertTrue(first.reply().startsWith("450 4.7.1 "), first.reply());
        pass(Duration.ofMinutes(6));
        assertTrue(passes("192.0.2.1", SENDER, RECIPIENT));
    }

    @Test
    void whatIsReadAndWhetherTheSessionEndsIsTheAdministratorsToSay() {
        GreySettings usual = GreySettings.OFF;
        world.reload(
                with(
                        new GreySettings(
                                Stance.ENFORCE,
                                By.SENDER_IP,
                                false,
                                usual.delay(),
                                usual.pending(),
                                usual.known(),
                                usual.autoAllow(),
                                false,
                                false,
                                "come again",
                                true,
                                usual.allow())));
        PolicyRequest request = mail("192.0.2.1", "h", SENDER, RECIPIENT).checked("pass");
        assertEquals(
                "421 4.7.0 come again (argine greylist)",
                world.guard.decide(request).reply(),
                "spf-pass is off as well");
    }

    @Test
    void whileItLearnsNobodyIsPutOffAndAfterwardsWhoCameIsKnown() {
        world.reload(with(GreySettings.usual(Stance.WATCH)));
        assertTrue(passes("192.0.2.1", SENDER, RECIPIENT));
        world.reload(with(GreySettings.usual(Stance.ENFORCE)));
        assertTrue(passes("192.0.2.1", SENDER, RECIPIENT));
        assertTrue(!passes("198.51.100.1", SENDER, RECIPIENT));
    }

    @Test
    void aTrialOfTheWholeGuardLearnsAndCountsAsAlways() {
        Configuration all = with(GreySettings.usual(Stance.ENFORCE));
        world.reload(
                new Configuration(
                        true,
                        all.files(),
                        all.realm(),
                        all.caseMatters(),
                        all.sender(),
                        all.also(),
                        all.limits(),
                        all.intrusion(),
                        all.grey()));
        assertTrue(passes("192.0.2.1", SENDER, RECIPIENT));
        assertEquals(0, world.guard.office().status().decided().deferred());
        world.reload(all);
        assertTrue(passes("192.0.2.1", SENDER, RECIPIENT));
    }

    @Test
    void adaptiveIsForThoseOnlyWhoSentSpam() {
        GreySettings usual = GreySettings.OFF;
        world.reload(
                with(new GreySettings(
                                Stance.ENFORCE,
                                By.SENDER_IP,
                                false,
                                usual.delay(),
                                usual.pending(),
                                usual.known(),
                                5,
                                true,
                                true,
                                usual.text(),
                                false,
                                AllowList.NOBODY))
                        .with(IntrusionSettings.usual(Stance.WATCH)));
        assertTrue(passes("192.0.2.1", SENDER, RECIPIENT));
        world.guard.offended(
                Offence.of(
                                ClientAddress.parse("192.0.2.1").orElseThrow(),
                                Ground.SPAM,
                                Source.REPORT)
                        .times(2000));
        assertTrue(!passes("192.0.2.1", "new@ext.test", RECIPIENT));
    }

    @Test
    void whoWaitsAndWhoIsKnownOutliveARestart() throws IOException {
        passes("192.0.2.1", SENDER, RECIPIENT);
        world.restart();
        pass(Duration.ofMinutes(6));
        assertTrue(passes("192.0.2.1", SENDER, RECIPIENT));
        world.restart();
        assertTrue(passes("192.0.2.1", SENDER, RECIPIENT));
    }

    @Test
    void aMessageWithAllItsRecipientsNamedWaitsUntilEachMayPass() {
        PolicyRequest end =
                PolicyRequest.at(Stage.END_OF_MESSAGE, Channel.INBOUND)
                        .from(Client.at(ClientAddress.parse("192.0.2.1").orElseThrow()))
                        .sending(
                                Envelope.of(
                                        Address.of(SENDER),
                                        GuardOfTests.addresses(RECIPIENT, "bianchi@corp.test"),
                                        900));
        assertTrue(world.guard.decide(end).refuses());
        pass(Duration.ofMinutes(6));
        assertEquals(Decision.PASS, world.guard.decide(end));
    }

    @Test
    void theCodeOfAllWhoArePutOffTellsWhy() {
        Office.Why why = world.guard.office().why("greylist").orElseThrow();
        assertEquals("greylisting", why.refusal().rule());
        assertTrue(why.release().contains("[greylisting] allow"));
    }
}
