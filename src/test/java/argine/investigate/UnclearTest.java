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

/** Too little for a case, and nothing honest that explains it: nobody is called innocent. */
class UnclearTest {
    private final Story story = Town.days(1, 11);

    /** Anna, from where she always is; ten of sixteen are dead. */
    private void writesToAnOldList() {
        story.day(11).at("15:00");
        for (int i = 0; i < 16; i++) {
            story.later(900)
                    .sends(
                            Mail.by("anna@x.test", Town.home("anna"))
                                    .to(Town.strangers("old", i, 1, i < 10 ? 1 : 0)));
        }
    }

    private static List<String> claims(Report report) {
        return report.unclear().stream()
                .flatMap(
                        one ->
                                one.evidence().stream()
                                        .map(piece -> one.account() + ": " + piece.claim()))
                .toList();
    }

    @Test
    void whoeverWritesToPeopleWhoDoNotExistFromHomeIsNotCleared() throws IOException {
        writesToAnOldList();
        Report report = Findings.report(story);
        assertEquals(List.of(), found(report));
        assertEquals(
                List.of(
                        "anna@x.test: 10 of 60 recipients do not exist",
                        "anna@x.test: 60 sessions for 60 messages"),
                claims(report));
        assertEquals("", Findings.clearedAs(report, "anna@x.test"));
    }

    @Test
    void aNetworkThatManyPeopleUseExplainsNoRecipientsWhoDoNotExist() throws IOException {
        for (String name : List.of("one", "two", "three", "four")) {
            story.day(2).at("09:00").reads(name + "@x.test", Town.home("anna"));
        }
        writesToAnOldList();
        Report report = Findings.report(story);
        assertEquals(List.of(), found(report));
        assertEquals(List.of("anna@x.test"), Findings.unclear(report));
    }

    @Test
    void aFloodWhoseOutcomesTheLogDoesNotTellIsNoMonitoring() throws IOException {
        Story alone = new Story().day(1).at("15:00");
        for (int i = 0; i < 120; i++) {
            alone.later(10)
                    .accepts(
                            Mail.by("app@x.test", "203.0.60.3")
                                    .as("prize@lottery.test")
                                    .to(Town.strangers("win", i * 40, 40, 0)));
        }
        Report report = Findings.report(alone);
        assertEquals(List.of(), found(report));
        assertEquals(List.of("app@x.test"), Findings.unclear(report));
    }

    @Test
    void whoGuessedThePasswordAndOnlyTriedItIsNotCleared() throws IOException {
        story.day(11).at("02:00");
        for (int i = 0; i < 30; i++) {
            story.later(20).fails("anna@x.test", "45.9.9.9");
        }
        story.later(30).sends("anna@x.test", "45.9.9.9", "friend1.anna@far.test");
        Report report = Findings.report(story);
        assertEquals(List.of(), found(report));
        assertEquals(List.of("anna@x.test"), Findings.unclear(report));
    }

    @Test
    void aNewsletterFromAHotelWhereTheMailIsReadMayBeTheOwners() throws IOException {
        story.day(11).at("09:59").reads("anna@x.test", "61.5.5.5");
        List<String> list = Town.strangers("reader", 0, 600, 25);
        for (int i = 0; i < 600; i += 10) {
            story.later(5)
                    .sends(
                            Mail.by("anna@x.test", "61.5.5.5")
                                    .of(5000 + i % 20)
                                    .to(list.subList(i, i + 10)));
        }
        Report report = Findings.report(story);
        assertEquals(List.of(), found(report));
        assertEquals(List.of("anna@x.test"), Findings.unclear(report));
        assertEquals("", Findings.clearedAs(report, "anna@x.test"));
    }
}
