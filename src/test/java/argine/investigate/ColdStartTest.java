// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static argine.investigate.Findings.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Mail;
import argine.detect.Story;
import argine.detect.Town;
import argine.investigate.Findings.Found;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Envelope;
import argine.mail.QueuedMessage.Headers;
import argine.mail.QueuedMessage.Place;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Little is at hand: no past, no Dovecot, no beginning, no log. */
class ColdStartTest {
    private static final String ANNA = "anna@x.test";
    private static final String THIEF = "45.9.20.7";

    private final Story story = new Story().day(1).at("02:00");

    private static Found annas(String entry) {
        return new Found("account", ANNA, entry);
    }

    private void flood(String ip, int messages) {
        for (int i = 0; i < messages; i++) {
            story.later(4)
                    .sends(
                            Mail.by(ANNA, ip)
                                    .as("deal" + i + "@shop" + i % 30 + ".test")
                                    .to(Town.strangers("p", i * 5, 5, 5)));
        }
    }

    private void snowshoe() {
        for (int i = 0; i < 180; i++) {
            story.later(60)
                    .sends(
                            Mail.by(ANNA, "45.9." + i % 90 + ".7")
                                    .to(Town.strangers("p", i * 4, 4, 15)));
        }
    }

    @Test
    void aFloodOnTheFirstDay() throws IOException {
        flood(THIEF, 300);
        assertEquals(List.of(annas("unknown")), found(story));
    }

    @Test
    void aGuessedPasswordOnTheFirstDay() throws IOException {
        story.fails(ANNA, THIEF, 40);
        flood(THIEF, 300);
        assertEquals(List.of(annas("guessed")), found(story));
    }

    @Test
    void aBotnetOnTheFirstDay() throws IOException {
        snowshoe();
        assertEquals(List.of(annas("unknown")), found(story));
    }

    @Test
    void anHonestFirstDayIsNothing() throws IOException {
        Story day = Town.days(1, 1);
        assertEquals(List.of(), found(day));
    }

    @Test
    void aNewsletterOnTheFirstDayIsNothing() throws IOException {
        story.at("10:00");
        for (int i = 0; i < 60; i++) {
            story.later(5)
                    .sends(Mail.by(ANNA, "203.0.1.9").to(Town.strangers("r", i * 10, 10, 25)));
        }
        assertEquals(List.of(), found(story));
    }

    @Test
    void aStormOfTheMonitoringOnTheFirstDayIsNothing() throws IOException {
        for (int i = 0; i < 600; i++) {
            story.later(5)
                    .sends(Mail.by("nagios@x.test", "203.0.1.9").of(1500).to("oncall@far.test"));
        }
        assertEquals(List.of(), found(story));
    }

    @Test
    void aTravellersFirstDayIsNothing() throws IOException {
        for (int i = 0; i < 8; i++) {
            story.later(900)
                    .reads(ANNA, "203.0.1.9")
                    .sends(ANNA, "61.5.5.5", "f" + i + "@far.test");
        }
        assertEquals(List.of(), found(story));
    }

    @Test
    void aSharedMailboxOnTheFirstDayIsNothing() throws IOException {
        for (int i = 0; i < 33; i++) {
            String ip = "203." + (1 + i % 11) + ".7.7";
            story.later(900)
                    .reads("info@x.test", ip)
                    .sends("info@x.test", ip, "f" + i + "@far.test");
        }
        assertEquals(List.of(), found(story));
    }

    @Test
    void withoutDovecotsLogAThiefIsFoundAndWhatIsMissingIsSaid() throws IOException {
        Story town = Town.days(1, 11).withoutDovecot().day(11).at("02:00");
        for (int i = 0; i < 300; i++) {
            town.later(4)
                    .sends(
                            Mail.by(ANNA, THIEF)
                                    .as("deal" + i + "@shop" + i % 30 + ".test")
                                    .to(Town.strangers("p", i * 5, 5, 5)));
        }
        Report report = Findings.report(town);
        assertEquals(List.of(annas("stolen")), found(report));
        assertEquals(
                List.of(
                        "no mailbox logins (Dovecot's log): nothing tells from where the owners read"
                                + " their mail; name that log with --log, beside the others"),
                report.read().missing());
    }

    @Test
    void withoutDovecotsLogASharedMailboxIsNothing() throws IOException {
        Story town = Town.days(1, 11).withoutDovecot();
        for (int i = 0; i < 220; i++) {
            String ip = "203." + (1 + i % 11) + ".7.7";
            town.day(1 + i / 22).at("08:00").later(i % 22 * 1500);
            town.sends("info@x.test", ip, "asker" + i % 60 + "@far.test");
        }
        assertEquals(List.of(), found(town));
    }

    @Test
    void withoutDovecotsLogASendAsThroughAProviderIsNothing() throws IOException {
        Story town = Town.days(1, 11).withoutDovecot();
        for (int i = 0; i < 60; i++) {
            town.day(2 + i / 8).at("09:00").later(i % 8 * 2400);
            town.sends(
                    Mail.by(ANNA, "209.85." + (i * 13 % 12 + 100) + "." + (i % 50 + 1))
                            .from("mail-ed1-f" + i % 50 + ".provider.test")
                            .as("anna@private.test")
                            .to("friend" + i % 6 + ".anna@far.test"));
        }
        assertEquals(List.of(), found(town));
    }

    @Test
    void aLogThatBeginsAmidstTheFlood() throws IOException {
        flood(THIEF, 300);
        story.onlyFrom(1, "02:10");
        assertEquals(List.of(annas("unknown")), found(story));
    }

    @Test
    void onlyTheQueueIsThere() throws IOException {
        List<QueuedMessage> queue = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            queue.add(waiting(i, ANNA, "deal" + i + "@shop" + i % 30 + ".test"));
        }
        Report report = Findings.queueOnly(queue);
        assertEquals(List.of(annas("unknown")), found(report));
        assertEquals("proved", report.cases().getFirst().grade());
        assertEquals(120, report.cases().getFirst().messages().queued());
    }

    @Test
    void aQueueOfHonestMailIsNothing() throws IOException {
        List<QueuedMessage> queue = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            queue.add(waiting(i, "user" + i % 6 + "@x.test", "user" + i % 6 + "@x.test"));
        }
        assertEquals(List.of(), found(Findings.queueOnly(queue)));
    }

    @Test
    void aLogOfWhichOnlyTheSendersAreLeftNamesNoAccount() throws IOException {
        for (int i = 0; i < 200; i++) {
            String id = story.later(5).newId();
            story.active(id, "boss@bank.test", 4000, 3)
                    .settles(id, "", Town.strangers("p", i * 3, 3, 5));
        }
        Report report = Findings.report(story);
        assertEquals(List.of(new Found("unknown", "UNKNOWN", "unknown")), found(report));
        assertEquals("boss@bank.test", report.cases().getFirst().sender());
        assertEquals("probable", report.cases().getFirst().grade());
    }

    /** Without Dovecot's log nobody is seen to read their mail anywhere. */
    @Test
    void twoAccountsOfOnePersonOnTheWayShareNoThief() throws IOException {
        Story town = new Story().withoutDovecot();
        for (int day = 1; day <= 8; day++) {
            for (String account : List.of("sales@x.test", "marta@x.test")) {
                town.day(day).at("09:00").later(account.length() * 60);
                for (int i = 0; i < 6; i++) {
                    String hotel = "61.5." + i % 4 + ".5";
                    String from = day < 8 ? "198.51.100.7" : hotel;
                    town.later(1200);
                    town.sends(
                            Mail.by(account, from)
                                    .to(
                                            Town.strangers(
                                                    account.substring(0, 5), day * 6 + i, 1, 0)));
                }
            }
        }
        assertEquals(List.of(), found(town));
    }

    @Test
    void aNewsletterOfWhichOnlyTheSenderIsLeftIsNoAbuse() throws IOException {
        for (int i = 0; i < 120; i++) {
            String id = story.later(60).newId();
            story.active(id, "news@elsewhere.test", 4000, 1)
                    .settles(id, "", Town.strangers("reader", i % 60, 1, 0));
        }
        assertEquals(List.of(), found(Findings.report(story)));
    }

    private static QueuedMessage waiting(int number, String account, String sender) {
        List<Address> to = Town.strangers("p", number * 4, 4, 0).stream().map(Address::of).toList();
        return new QueuedMessage(
                new QueueId("3A2592" + (10000 + number)),
                Place.DEFERRED,
                "",
                Instant.parse("2026-11-02T02:00:00Z").plusSeconds(number),
                4000,
                new Envelope(
                        Address.of(sender),
                        account,
                        "unknown",
                        ClientAddress.parse(THIEF).orElseThrow(),
                        "WIN-4TTI4DH7SGH",
                        to),
                List.of(),
                new Headers(sender, "Your prize", "m" + number + "@bot.test", "", "", "", false),
                "Dear friend number "
                        + number
                        + ", you have won the lottery of the great bank and"
                        + " your prize of a million waits for you, answer today");
    }
}
