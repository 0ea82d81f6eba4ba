// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static argine.investigate.Findings.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Mail;
import argine.detect.Story;
import argine.detect.Town;
import argine.investigate.Findings.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trouble in which no password was stolen. */
class OtherOriginsTest {
    private final Story story = Town.days(1, 11).day(11).at("02:00");

    private static Found without(String origin) {
        return new Found(origin, "", "unknown");
    }

    @Test
    void aWebFormThatSendsThroughSendmail() throws IOException {
        for (int i = 0; i < 300; i++) {
            String[] to = Town.strangers("p", i * 3, 3, 6).toArray(String[]::new);
            story.later(5).picksUp(33, "www-data@x.test", to);
        }
        assertEquals(List.of(without("script")), found(story));
    }

    @Test
    void theNightlyReportsOfAProgramAreNothing() throws IOException {
        for (int day = 1; day <= 11; day++) {
            story.day(day).at("04:00").picksUp(0, "root@x.test", "admin@far.test", "anna@x.test");
        }
        assertEquals(List.of(), found(story));
    }

    @Test
    void aWebShopThatSendsThroughSendmailIsNothing() throws IOException {
        for (int i = 0; i < 400; i++) {
            story.day(1 + i / 40).at("09:00").later(i % 40 * 600);
            story.picksUp(33, "shop@x.test", Town.strangers("c", i, 1, 30).getFirst());
        }
        assertEquals(List.of(), found(story));
    }

    @Test
    void aMachineOfATrustedNetworkThatSendsSpam() throws IOException {
        for (int i = 0; i < 200; i++) {
            story.later(5)
                    .sends(
                            Mail.without("192.0.2.77", "deal@shop" + i % 30 + ".test")
                                    .to(Town.strangers("p", i * 4, 4, 5)));
        }
        assertEquals(List.of(without("relay")), found(story));
    }

    @Test
    void aServerThatRelaysForAnybody() throws IOException {
        for (int i = 0; i < 300; i++) {
            story.later(5)
                    .sends(
                            Mail.without("45.9." + i % 60 + ".7", "deal@shop" + i % 30 + ".test")
                                    .to(Town.strangers("p", i * 4, 4, 5)));
        }
        assertEquals(List.of(without("relay")), found(story));
    }

    @Test
    void aClientFromOutsideWhoseMailPassesThroughIsNamed() throws IOException {
        floodOf200("45.9.1.7");
        Case relay = Findings.report(story).cases().getFirst();
        assertEquals(
                "45.9.1.7, which needs no login, sent 200 messages to 800 addresses elsewhere; 160"
                        + " do not exist",
                relay.because());
        assertEquals(List.of("45.9.1.7"), addresses(relay));
    }

    @Test
    void whoseMailIsOnlyForwardedIsNotNamedBesideWhoMisusesIt() throws IOException {
        providerForwardsTo("p@far.test");
        floodOf200("45.9.1.7");
        Case relay = Findings.report(story).cases().getFirst();
        assertEquals(
                "clients that need no login, most of all 45.9.1.7, sent 230 messages to 801 addresses"
                        + " elsewhere; 160 do not exist",
                relay.because());
        assertEquals(List.of("45.9.1.7"), addresses(relay));
    }

    /** What waits is asked for again; a target that is down for days is no sign of misuse. */
    @Test
    void whoseMailWaitsIsNotNamedBesideWhoMisusesIt() throws IOException {
        providerForwardsTo("p@down.test");
        floodOf200("45.9.1.7");
        assertEquals(List.of("45.9.1.7"), addresses(Findings.report(story).cases().getFirst()));
    }

    @Test
    void anOpenRelayWhoseMailIsAllRefusedIsNoForwarder() throws IOException {
        for (int i = 0; i < 100; i++) {
            String picky = "picky" + i + "@far.test";
            story.later(5)
                    .sends(Mail.without("45.9.1.7", "deal@shop" + i % 30 + ".test").to(picky));
        }
        Report report = Findings.report(story);
        assertEquals(
                List.of("relay", List.of("45.9.1.7")),
                List.of(report.origin(), addresses(report.cases().getFirst())));
    }

    private void providerForwardsTo(String recipient) {
        for (int i = 0; i < 30; i++) {
            story.later(60).sends(Mail.without("198.51.100.25", "p" + i + "@y.test").to(recipient));
        }
    }

    private void floodOf200(String client) {
        for (int i = 0; i < 200; i++) {
            story.later(5)
                    .sends(
                            Mail.without(client, "deal@shop" + i % 30 + ".test")
                                    .to(Town.strangers("p", i * 4, 4, 5)));
        }
    }

    private static List<String> addresses(Case one) {
        return one.sources().stream().map(Case.Source::address).toList();
    }

    @Test
    void somebodyElsesMailUnderAnAddressOfThisServerComesBackAsBounces() throws IOException {
        for (int i = 0; i < 400; i++) {
            story.later(10).sends(Mail.without("198.51.100." + i % 90, "").to("anna@x.test"));
        }
        Report report = Findings.report(story);
        assertEquals(List.of(without("backscatter")), found(report));
        assertEquals("anna@x.test", report.cases().getFirst().sender());
        assertEquals(0, report.exit());
    }

    @Test
    void theBouncesOfOnesOwnMailAreNoBackscatter() throws IOException {
        for (int i = 0; i < 100; i++) {
            story.day(1 + i / 10).at("12:00").later(i % 10 * 60);
            story.sends("anna@x.test", Town.home("anna"), "friend" + i % 6 + ".anna@far.test");
            story.later(30).sends(Mail.without("198.51.100.25", "").to("anna@x.test"));
        }
        assertEquals(List.of(), found(story));
    }

    @Test
    void aProviderThatCannotBeReached() throws IOException {
        for (int i = 0; i < 60; i++) {
            String name = List.of("anna", "bruno", "carla", "dario").get(i % 4);
            story.day(11).at("09:00").later(i * 120);
            story.sends(name + "@x.test", Town.home(name), "p" + i + "@down.test");
        }
        Report report = Findings.report(story);
        assertEquals(List.of(without("remote outage")), found(report));
        assertEquals(0, report.exit());
    }

    @Test
    void whatWaitsOfAThiefIsNotCountedAmongThoseWhoWaitForAProvider() throws IOException {
        for (int i = 0; i < 60; i++) {
            String name = List.of("bruno", "carla", "dario").get(i % 3);
            story.day(11).at("09:00").later(i * 120);
            story.sends(name + "@x.test", Town.home(name), "p" + i + "@down.test");
        }
        story.day(11).at("12:00");
        for (int i = 0; i < 300; i++) {
            List<String> to = new ArrayList<>(Town.strangers("p", i * 5, 5, 5));
            to.add("q" + i + "@down.test");
            Mail mail = Mail.by("anna@x.test", "45.9.1.7");
            story.later(4).sends(mail.as("deal" + i + "@shop" + i % 30 + ".test").to(to));
        }
        Case outage = Findings.report(story).cases().getLast();
        assertEquals(
                "down.test cannot be reached: 60 recipients of 3 senders wait for it",
                outage.because());
        assertEquals(60, outage.messages().deferred());
    }

    @Test
    void everybodyWhoWaitsForAProviderIsCountedHoweverManyTheyAre() throws IOException {
        for (int i = 0; i < 300; i++) {
            String sender = "user" + i + "@x.test";
            story.day(11).at("09:00").later(i * 30);
            story.sends(sender, Town.home("user" + i), "p" + i + "@down.test");
        }
        Case outage = Findings.report(story).cases().getLast();
        assertEquals(300, outage.messages().deferred());
    }

    @Test
    void spamThatIsForwardedUnderRewrittenSenders() throws IOException {
        for (int i = 0; i < 200; i++) {
            String sender = "srs0=ab12=qx=shop" + i % 30 + ".test=deal" + i + "@x.test";
            String to = (i % 4 == 0 ? "picky" : "p") + "@gmail.test";
            story.later(60).sends(Mail.without("198.51." + i % 60 + ".7", sender).to(to));
        }
        Report report = Findings.report(story);
        assertEquals(List.of(without("forwarder")), found(report));
        assertEquals(0, report.exit());
    }

    @Test
    void forwardingThatNobodyRefusesIsNothing() throws IOException {
        for (int i = 0; i < 200; i++) {
            String sender = "srs0=ab12=qx=shop" + i % 30 + ".test=deal" + i + "@x.test";
            story.later(60)
                    .sends(Mail.without("198.51." + i % 60 + ".7", sender).to("p@gmail.test"));
        }
        assertEquals(List.of(), found(story));
    }

    @Test
    void anOrdinaryWeekIsNothing() throws IOException {
        Report report = Findings.report(story);
        assertEquals(List.of(), report.cases());
        assertEquals(List.of(), report.cleared());
        assertEquals("nothing", report.origin());
        assertEquals(0, report.exit());
    }

    @Test
    void aTheftAndBouncesAtTheSameTimeAreTwoCases() throws IOException {
        for (int i = 0; i < 300; i++) {
            story.later(10).sends(Mail.without("198.51.100." + i % 90, "").to("elsa@x.test"));
            story.sends(
                    Mail.by("anna@x.test", "45.9.20.7")
                            .as("deal@shop" + i % 30 + ".test")
                            .to(Town.strangers("p", i * 4, 4, 5)));
        }
        assertEquals(
                List.of(new Found("account", "anna@x.test", "stolen"), without("backscatter")),
                found(story));
    }
}
