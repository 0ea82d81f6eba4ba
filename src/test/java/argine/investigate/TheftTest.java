// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static argine.investigate.Findings.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Mail;
import argine.detect.Story;
import argine.detect.Town;
import argine.investigate.Findings.Found;
import argine.investigate.face.TextFace;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stolen accounts, one way of misusing them each. */
class TheftTest {
    private static final String ANNA = "anna@x.test";
    private static final String THIEF = "45.9.20.7";

    private final Story story = Town.days(1, 11);

    private static Found stolen(String entry) {
        return new Found("account", ANNA, entry);
    }

    private static Mail spam(String ip, int number, int recipients, int oneInDead) {
        return Mail.by(ANNA, ip)
                .as("promo" + number + "@shop" + number % 30 + ".test")
                .of(4000)
                .to(Town.strangers("p", number * recipients, recipients, oneInDead));
    }

    private void flood() {
        for (int i = 0; i < 300; i++) {
            story.later(4).sends(spam(THIEF, i, 5, 5));
        }
    }

    @Test
    void aPasswordThatWasGuessedAndAFlood() throws IOException {
        story.day(11).at("02:00").fails(ANNA, THIEF, 60);
        flood();
        assertEquals(List.of(stolen("guessed")), found(story));
    }

    /** A hand that guesses, and others that send: who found the password is to be known as well. */
    @Test
    void whoGuessedThePasswordIsNamedThoughOthersUsedIt() throws IOException {
        story.day(11).at("01:00").fails(ANNA, "45.8.1.9", 4).fails(ANNA, "45.7.1.9", 30);
        story.day(11).at("02:00").fails(ANNA, THIEF, 3);
        flood();
        story.fails(ANNA, "45.6.1.9", 7);
        assertEquals(
                List.of(new Case.Guesser("45.7.1.0/24", 30), new Case.Guesser("45.8.1.0/24", 4)),
                Findings.report(story).cases().getFirst().guessers());
        String text = TextFace.text(Findings.report(story), false, 100, ZoneOffset.UTC);
        assertEquals(
                List.of(
                        "45.9.20.7 1 300 300 3",
                        "45.7.1.0/24 0 0 30 only guessed",
                        "45.8.1.0/24 0 0 4 only guessed"),
                text.lines()
                        .map(line -> line.strip().replaceAll(" +", " "))
                        .filter(line -> line.matches("45[.][0-9./]+ [0-9 ]+( only guessed)?"))
                        .toList());
    }

    @Test
    void aPasswordThatWasRightTheFirstTimeAndAFlood() throws IOException {
        story.day(11).at("02:00");
        flood();
        assertEquals(List.of(stolen("stolen")), found(story));
    }

    @Test
    void aPasswordThatWasFoundByTryingOneWithManyAccounts() throws IOException {
        story.day(11).at("02:00");
        for (int i = 0; i < 40; i++) {
            story.later(7).fails("user" + i + "@x.test", THIEF);
        }
        story.fails(ANNA, THIEF);
        flood();
        assertEquals(List.of(stolen("sprayed")), found(story));
    }

    /** Ninety networks, few messages each, the owner's name, nearly all recipients exist. */
    @Test
    void manyNetworksThatSendLittleEachUnderTheOwnersName() throws IOException {
        story.day(11).at("02:00");
        for (int i = 0; i < 180; i++) {
            story.later(120)
                    .sends(
                            spam("45.9." + i % 90 + ".7", i, 4, 40)
                                    .as(ANNA)
                                    .named("m" + i + "@bot" + i % 90 + ".test"));
        }
        assertEquals(List.of(stolen("stolen")), found(story));
    }

    /** Two messages an hour for three days. */
    @Test
    void aThiefWhoTakesHisTime() throws IOException {
        for (int i = 0; i < 60; i++) {
            story.day(8 + i / 20).at("01:00").later(i % 20 * 3600);
            story.sends(spam(THIEF, i, 5, 6));
        }
        assertEquals(List.of(stolen("stolen")), found(story));
    }

    @Test
    void aThiefWhoUsesTheOwnersName() throws IOException {
        story.day(11).at("02:00");
        for (int i = 0; i < 200; i++) {
            story.later(20).sends(spam(THIEF, i, 10, 6).as(ANNA));
        }
        assertEquals(List.of(stolen("stolen")), found(story));
    }

    @Test
    void threeAccountsThatOneBotnetSendsFor() throws IOException {
        story.day(11).at("02:00");
        for (int i = 0; i < 240; i++) {
            String account = List.of("anna", "bruno", "carla").get(i % 3) + "@x.test";
            story.later(60)
                    .sends(
                            Mail.by(account, "45.9." + i % 40 + ".7")
                                    .as(account)
                                    .to(Town.strangers("p", i * 4, 4, 12)));
        }
        assertEquals(
                List.of(
                        stolen("stolen"),
                        new Found("account", "bruno@x.test", "stolen"),
                        new Found("account", "carla@x.test", "stolen")),
                found(story));
    }

    @Test
    void aTestMessageTheDayBefore() throws IOException {
        story.day(10).at("03:00").sends(spam("45.9.21.7", 7777, 1, 0).as(ANNA));
        story.day(11).at("02:00");
        flood();
        assertEquals(List.of(stolen("stolen")), found(story));
    }

    @Test
    void aThiefWhoUsesTheNullSender() throws IOException {
        story.day(11).at("02:00");
        for (int i = 0; i < 100; i++) {
            story.later(20).sends(spam(THIEF, i, 5, 6).as(""));
        }
        assertEquals(List.of(stolen("stolen")), found(story));
    }

    @Test
    void mailThatGoesThroughAContentFilterIsTracedToTheAccount() throws IOException {
        story.day(11).at("02:00");
        for (int i = 0; i < 200; i++) {
            story.later(10).filtered(spam(THIEF, i, 5, 5));
        }
        Report report = Findings.report(story);
        assertEquals(List.of(stolen("stolen")), found(report));
        assertEquals(
                new Case.Messages(200, 1000, 1000, 800, 0, 200, 0, 800_000),
                report.cases().getFirst().messages());
    }

    @Test
    void anAccountThatIsMisusedThroughTheWebmailOfThisHost() throws IOException {
        for (int day = 1; day <= 10; day++) {
            story.day(day).at("12:00").reads(ANNA, "127.0.0.1");
            story.later(60).sends(ANNA, "127.0.0.1", "friend1.anna@far.test");
        }
        story.day(11).at("02:00").reads(ANNA, "127.0.0.1");
        for (int i = 0; i < 100; i++) {
            story.later(30).sends(spam("127.0.0.1", i, 10, 4).as(ANNA));
        }
        assertEquals(
                List.of("webmail " + ANNA),
                found(story).stream().map(f -> f.origin() + " " + f.account()).toList());
    }

    @Test
    void aThiefWhoReadsTheMailboxFirst() throws IOException {
        story.day(11).at("01:00").reads(ANNA, THIEF, 90_000_000).opensRules(ANNA, THIEF);
        flood();
        assertEquals(List.of(stolen("stolen")), found(story));
    }

    /** From each network the password is tried by one login to the mailbox. */
    private void readAndSpread(int networks, int failures) {
        story.day(11).at("02:00");
        for (int i = 0; i < networks; i++) {
            String ip = "45." + i + ".9.7";
            story.fails(ANNA, ip, failures).later(5).reads(ANNA, ip).later(5);
            for (int j = 0; j < 240 / networks; j++) {
                int from = (i * 240 / networks + j) * 4;
                story.later(5).sends(Mail.by(ANNA, ip).to(Town.strangers("p", from, 4, 20)));
            }
        }
    }

    @Test
    void readingOnceFromEachOfManyNetworksMakesNoneOfThemTheOwners() throws IOException {
        readAndSpread(40, 0);
        assertEquals(List.of(stolen("stolen")), found(story));
    }

    @Test
    void norDoesReadingOnceAfterThePasswordWasGuessed() throws IOException {
        readAndSpread(3, 12);
        assertEquals(List.of(stolen("guessed")), found(story));
    }

    @Test
    void theCountsAreExactAndTheOwnersMailIsNotAmongThem() throws IOException {
        story.day(11).at("02:00");
        flood();
        Case found = Findings.report(story).cases().getFirst();
        assertEquals(
                new Case.Messages(300, 1500, 1500, 1200, 0, 300, 0, 1_200_000), found.messages());
        assertEquals("proved", found.grade());
        assertEquals(
                List.of("45.9.20.7"), found.sources().stream().map(Case.Source::address).toList());
        assertEquals(
                List.of("203.100.0.9"),
                found.ownSources().stream().map(Case.Source::address).toList());
    }
}
