// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Mail;
import argine.detect.Story;
import argine.detect.Town;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether the thief read the owner's mail. */
class MailboxReadTest {
    private static final String ANNA = "anna@x.test";
    private static final String THIEF = "45.9.20.7";

    private final Story story = Town.days(1, 11);

    private void flood() {
        for (int i = 0; i < 300; i++) {
            story.later(4)
                    .sends(
                            Mail.by(ANNA, THIEF)
                                    .as("promo" + i + "@shop.test")
                                    .to(Town.strangers("p", i * 5, 5, 5)));
        }
    }

    private Optional<Case.Mailbox> mailbox() throws IOException {
        return Findings.report(story).cases().getFirst().mailbox();
    }

    @Test
    void aThiefWhoOnlySentReadNothing() throws IOException {
        story.day(11).at("02:00");
        flood();
        assertEquals(Optional.of(new Case.Mailbox(true, 0, 0, List.of())), mailbox());
    }

    @Test
    void whatWasReadFromWhereTheSpamCameIsCounted() throws IOException {
        story.day(11).at("02:00").reads(ANNA, THIEF, 1_200_000);
        flood();
        assertEquals(Optional.of(new Case.Mailbox(true, 1, 1_200_000, List.of())), mailbox());
    }

    @Test
    void whoReadsOnlySinceTheThiefCameIsNamed() throws IOException {
        story.day(11).at("02:00");
        flood();
        story.later(60).reads(ANNA, "45.77.1.2");
        assertEquals(Optional.of(new Case.Mailbox(true, 0, 0, List.of("45.77.1.0/24"))), mailbox());
    }

    @Test
    void whoBeganToReadShortlyBeforeIsNamedToo() throws IOException {
        story.day(10).at("02:00").reads(ANNA, "45.77.1.2").day(11).at("02:00");
        flood();
        assertEquals(Optional.of(new Case.Mailbox(true, 0, 0, List.of("45.77.1.0/24"))), mailbox());
    }

    @Test
    void withoutLoginsOfMailProgramsNothingIsKnown() throws IOException {
        story.withoutDovecot();
        story.day(11).at("02:00");
        flood();
        assertEquals(Optional.of(new Case.Mailbox(false, 0, 0, List.of())), mailbox());
    }
}
