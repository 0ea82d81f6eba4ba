// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static argine.investigate.Findings.found;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Mail;
import argine.detect.Story;
import argine.detect.Town;
import argine.investigate.Findings.Found;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks whose accounts the log hides are one thief's where they send alike, else nobody's. */
class UnnamedTest {
    private static final Found UNKNOWN = new Found("account", "UNKNOWN", "unknown");

    /** From each network in turn, one to ever new people, of whom every fifth does not exist. */
    private static Story thief(Story story, int networks, int messages, String... senders) {
        for (int i = 0; i < messages; i++) {
            story.later(300)
                    .sends(
                            Mail.by("***", "45.9." + i % networks + ".7")
                                    .as(senders[i / networks % senders.length])
                                    .to(Town.strangers("p", i * 5, 5, 5)));
        }
        return story;
    }

    private static long accepted(Story story) throws IOException {
        return Findings.report(story).cases().stream()
                .mapToLong(one -> one.messages().accepted())
                .sum();
    }

    @Test
    void oneThiefInThreeNetworksIsOneUnknownAccount() throws IOException {
        Story flood =
                thief(new Story().day(1).at("02:00"), 3, 90, "hr@jobs.test", "desk@jobs.test");
        assertEquals(List.of(UNKNOWN), found(flood));
        assertEquals(90, accepted(flood));
    }

    @Test
    void soIsOneWhoSendsTooLittleFromEachNetworkToBeFoundThere() throws IOException {
        Story slow = thief(new Story().day(1).at("02:00"), 20, 60, "hr@jobs.test");
        assertEquals(List.of(UNKNOWN), found(slow));
        assertEquals(60, accepted(slow));
    }

    @Test
    void theNameOfTheCaseTellsItFromAnother() throws IOException {
        Report report =
                Findings.report(thief(new Story().day(1).at("02:00"), 3, 90, "hr@jobs.test"));
        assertEquals(
                List.of("20261102-unknown-masked-from-45-9-0-0-24-and-2-mo"),
                report.cases().stream().map(Case::id).toList());
    }

    @Test
    void nobodyBehindAMaskIsCalledHonestForBeingInOneNetwork() throws IOException {
        Report report = Findings.report(thief(Town.days(1, 2), 1, 30, "anna@x.test"));
        assertEquals(List.of(), report.cleared());
    }
}
