// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static argine.investigate.Findings.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Mail;
import argine.detect.Story;
import argine.detect.Town;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Honest behaviour that looks like a theft, and is none. */
class LookAlikeTest {
    private static final String OFFICE = "203.0.50.4";

    private final Story story = Town.days(1, 11);

    /** Nothing is found; returns what the account was taken for, empty where nothing was odd. */
    private String cleared(String account) throws IOException {
        Report report = Findings.report(story);
        assertEquals(List.of(), found(report));
        assertEquals(List.of(), Findings.unclear(report));
        return Findings.clearedAs(report, account);
    }

    private void run(int day, String account, String ip, int recipients, int oneInDead) {
        story.day(day).at("10:00");
        List<String> list = Town.strangers("reader", 0, recipients, oneInDead);
        for (int i = 0; i < recipients; i += 10) {
            story.later(5).sends(Mail.by(account, ip).to(list.subList(i, i + 10)));
        }
    }

    @Test
    void aNewsletterThatComesEveryWeek() throws IOException {
        for (int day : List.of(1, 8)) {
            story.day(day).at("09:30").reads("news@x.test", OFFICE);
            run(day, "news@x.test", OFFICE, 600, 50);
        }
        assertEquals("newsletter", cleared("news@x.test"));
    }

    @Test
    void theFirstNewsletterWithOneDeadAddressInTwentyFive() throws IOException {
        Town.day(story, "anna", 11);
        run(11, "anna@x.test", Town.home("anna"), 600, 25);
        assertEquals("newsletter", cleared("anna@x.test"));
    }

    @Test
    void aNewsletterToADirtyListWithOneDeadAddressInEleven() throws IOException {
        run(11, "anna@x.test", Town.home("anna"), 600, 11);
        assertEquals("newsletter", cleared("anna@x.test"));
    }

    @Test
    void aWebApplicationThatWritesToWhoeverSignsUp() throws IOException {
        for (int i = 0; i < 400; i++) {
            story.day(1 + i / 40).at("07:00").later(i % 40 * 1200);
            story.sends(Mail.by("app@x.test", "203.0.60.3").to(Town.strangers("signup", i, 1, 15)));
        }
        assertEquals("", cleared("app@x.test"));
    }

    @Test
    void theWebApplicationsBusiestDay() throws IOException {
        for (int i = 0; i < 60; i++) {
            story.day(1 + i / 6).at("07:00").later(i % 6 * 1200);
            story.sends(Mail.by("app@x.test", "203.0.60.3").to(Town.strangers("signup", i, 1, 15)));
        }
        story.day(11).at("09:00");
        for (int i = 100; i < 500; i++) {
            story.later(8)
                    .sends(
                            Mail.by("app@x.test", "203.0.60.3")
                                    .to(Town.strangers("signup", i, 1, 15)));
        }
        assertEquals("web application", cleared("app@x.test"));
    }

    @Test
    void invoicesToEachCustomer() throws IOException {
        story.day(11).at("14:00").reads("anna@x.test", Town.home("anna"));
        for (int i = 0; i < 250; i++) {
            story.later(6)
                    .sends(
                            Mail.by("anna@x.test", Town.home("anna"))
                                    .to(Town.strangers("customer", i, 1, 40)));
        }
        assertEquals("mail merge", cleared("anna@x.test"));
    }

    @Test
    void aHelpdeskThatWritesUnderManyNamesOfItsOwnAndOfItsCustomersDomains() throws IOException {
        for (int i = 0; i < 240; i++) {
            story.day(1 + i / 24).at("08:00").later(i % 24 * 1200);
            if (i % 6 == 0) {
                story.reads("desk@x.test", OFFICE);
            }
            String sender =
                    i % 2 == 0 ? "team" + i % 8 + "@x.test" : "help@client" + i % 9 + ".test";
            story.sends(
                    Mail.by("desk@x.test", OFFICE)
                            .as(sender)
                            .to(Town.strangers("asker", i, 1, 60)));
        }
        assertEquals("", cleared("desk@x.test"));
    }

    @Test
    void aTravellerWhoWritesFromTwoHotels() throws IOException {
        for (int i = 0; i < 12; i++) {
            String hotel = i < 6 ? "61.5.5.5" : "62.6.6.6";
            story.day(9 + i / 6).at("19:00").later(i % 6 * 900);
            story.sends("anna@x.test", hotel, "friend" + i % 6 + ".anna@far.test");
            if (i % 3 == 0) {
                story.sends("anna@x.test", hotel, "newcontact" + i + "@hotel.test");
            }
        }
        assertEquals("traveller", cleared("anna@x.test"));
    }

    @Test
    void aTravellerWhoReadsAndWritesInAHotelAfterMistypingTheNewPassword() throws IOException {
        story.day(9).at("19:00");
        for (int i = 0; i < 12; i++) {
            story.later(20).failsToRead("anna@x.test", "61.5.5.5");
        }
        story.later(60).reads("anna@x.test", "61.5.5.5");
        for (int i = 0; i < 6; i++) {
            story.later(120).sends("anna@x.test", "61.5.5.5", "friend" + i + ".anna@far.test");
        }
        assertEquals("old password on a device", cleared("anna@x.test"));
    }

    @Test
    void aPhoneThatRoamsThroughACarriersNetworks() throws IOException {
        for (int i = 0; i < 150; i++) {
            String ip = "100.64." + i % 3 + "." + (i * 7 % 200 + 1);
            story.day(1 + i / 15).at("08:00").later(i % 15 * 2400).reads("anna@x.test", ip);
            story.sends("anna@x.test", ip, "friend" + i % 6 + ".anna@far.test");
        }
        assertEquals("", cleared("anna@x.test"));
    }

    /** Many /24s of a carrier, each seen for one day, mail read and written. */
    @Test
    void aPhoneOfACarrierWithVeryManyNetworks() throws IOException {
        for (int i = 0; i < 80; i++) {
            String ip = "37." + (160 + i % 4) + "." + i + ".9";
            story.day(1 + i / 8).at("08:00").later(i % 8 * 4500).reads("anna@x.test", ip);
            story.sends("anna@x.test", ip, "friend" + i % 6 + ".anna@far.test");
        }
        cleared("anna@x.test");
    }

    @Test
    void usersOfOneVpn() throws IOException {
        for (int i = 0; i < 200; i++) {
            String name = List.of("anna", "bruno", "carla", "dario").get(i % 4);
            String ip = "89.44." + i % 5 + ".3";
            story.day(4 + i / 29).at("10:00").later(i % 29 * 1100).reads(name + "@x.test", ip);
            story.sends(name + "@x.test", ip, "friend" + i % 6 + "." + name + "@far.test");
        }
        cleared("anna@x.test");
    }

    @Test
    void aMailboxThatElevenAddressesShare() throws IOException {
        for (int i = 0; i < 220; i++) {
            String ip = "203." + (1 + i % 11) + ".7.7";
            story.day(1 + i / 22).at("08:00").later(i % 22 * 1500).reads("info@x.test", ip);
            story.sends(Mail.by("info@x.test", ip).to("asker" + i % 60 + "@far.test"));
        }
        cleared("info@x.test");
    }

    @Test
    void aStormOfTheMonitoring() throws IOException {
        for (int day = 1; day <= 10; day++) {
            story.day(day).at("03:00");
            story.sends(Mail.by("nagios@x.test", OFFICE).to("oncall@far.test"));
        }
        story.day(11).at("03:00");
        for (int i = 0; i < 900; i++) {
            story.later(3)
                    .sends(
                            Mail.by("nagios@x.test", OFFICE)
                                    .of(1500)
                                    .to("oncall@far.test", "admin@x.test"));
        }
        assertEquals("monitoring", cleared("nagios@x.test"));
    }

    @Test
    void aNewEmployeeWhoWritesToEverybody() throws IOException {
        for (int i = 0; i < 90; i++) {
            story.day(9 + i / 30).at("08:00").later(i % 30 * 900);
            if (i % 5 == 0) {
                story.reads("gina@x.test", OFFICE);
            }
            story.sends("gina@x.test", OFFICE, Town.strangers("hello", i, 1, 40).getFirst());
        }
        cleared("gina@x.test");
    }

    @Test
    void theDayAfterEverybodysPasswordChanged() throws IOException {
        for (String name : List.of("anna", "bruno", "carla", "dario")) {
            for (int i = 0; i < 120; i++) {
                story.day(11).at("07:00").later(i * 300);
                story.failsToRead(name + "@x.test", Town.home(name));
                story.fails(name + "@x.test", Town.home(name));
            }
            story.day(11).at("17:30").reads(name + "@x.test", Town.home(name));
            story.sends(name + "@x.test", Town.home(name), "friend1." + name + "@far.test");
        }
        assertEquals("old password on a device", cleared("anna@x.test"));
    }

    @Test
    void anOfficeBehindOneAddressWithAnOldPhoneThatTriesOthersToo() throws IOException {
        for (int i = 0; i < 120; i++) {
            String name = List.of("gina", "hugo", "ines", "jack").get(i % 4);
            story.day(1 + i / 12).at("09:00").later(i % 12 * 2000).reads(name + "@x.test", OFFICE);
            story.sends(name + "@x.test", OFFICE, "friend" + i % 9 + "@far.test");
            story.failsToRead("former" + i % 8 + "@x.test", OFFICE);
        }
        cleared("gina@x.test");
    }

    @Test
    void anOfficesProgramWhoseNeighboursFailToLogIn() throws IOException {
        for (int i = 0; i < 90; i++) {
            String name = List.of("gina", "hugo", "ines").get(i % 3);
            story.day(1 + i / 9).at("09:00").later(i % 9 * 2000).reads(name + "@x.test", OFFICE);
            story.sends(name + "@x.test", OFFICE, "friend" + i % 9 + "@far.test");
            story.sends("news@x.test", OFFICE, "old" + i + "@far.test");
            story.fails("former" + i % 8 + "@x.test", OFFICE);
        }
        run(11, "news@x.test", OFFICE, 600, 25);
        assertEquals("newsletter", cleared("news@x.test"));
    }

    @Test
    void anAccountantInTheFirstWeekOfTheMonth() throws IOException {
        for (int i = 0; i < 200; i++) {
            story.day(8).at("08:00").later(i * 120);
            story.sends(
                    Mail.by("anna@x.test", Town.home("anna"))
                            .of(90_000)
                            .to("client" + i % 150 + "@firm" + i % 100 + ".test"));
        }
        cleared("anna@x.test");
    }

    /** A webmail elsewhere that sends with the account's password: many networks, names in DNS. */
    @Test
    void sendAsFromAProvidersNetworks() throws IOException {
        for (int i = 0; i < 100; i++) {
            story.day(2 + i / 12).at("09:00").later(i % 12 * 2400);
            story.sends(
                    Mail.by("anna@x.test", "209.85." + (i * 13 % 40 + 100) + "." + (i % 50 + 1))
                            .from("mail-ed1-f" + i % 50 + ".provider.test")
                            .to("friend" + i % 6 + ".anna@far.test"));
        }
        cleared("anna@x.test");
    }

    @Test
    void sendAsFromAProvidersNetworksUnderAPrivateAddress() throws IOException {
        for (int i = 0; i < 60; i++) {
            story.day(2 + i / 8).at("09:00").later(i % 8 * 2400);
            story.sends(
                    Mail.by("anna@x.test", "209.85." + (i * 13 % 12 + 100) + "." + (i % 50 + 1))
                            .from("mail-ed1-f" + i % 50 + ".provider.test")
                            .as("anna@private.test")
                            .to("friend" + i % 6 + ".anna@far.test"));
        }
        cleared("anna@x.test");
    }

    @Test
    void theDayOnWhichMailboxesMoveElsewhere() throws IOException {
        story.day(11).at("20:00");
        for (String name : List.of("anna", "bruno", "carla", "dario", "elsa", "fabio")) {
            for (int i = 0; i < 20; i++) {
                story.later(30).reads(name + "@x.test", "80.1.2.3", 400_000_000);
            }
        }
        cleared("anna@x.test");
    }
}
