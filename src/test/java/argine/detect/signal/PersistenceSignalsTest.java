// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import static argine.detect.Alarm.Kind.PERSISTENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Mail;
import argine.detect.Signal;
import argine.detect.Story;
import argine.detect.Town;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What stays behind: each signal speaks when it must, and not of its look-alike. */
class PersistenceSignalsTest {
    private static final String ANNA = "anna@x.test";
    private static final String THIEF = "45.9.20.7";

    private final Story story = Town.days(1, 11);

    private Optional<Heard> heard(Signal signal) throws IOException {
        return Heard.of(signal, story, ANNA);
    }

    /** Numbered messages from an address, a minute apart, to people who exist. */
    private void sends(String ip, int messages) {
        for (int i = 0; i < messages; i++) {
            story.later(60).sends(ANNA, ip, "q" + i + "@far.test");
        }
    }

    @Nested
    class SettingsChangedTest {
        private Optional<Heard> openedFrom(String ip) throws IOException {
            story.day(11).at("02:00").opensRules(ANNA, ip);
            sends(THIEF, 3);
            return heard(new SettingsChanged());
        }

        @Test
        void rulesWereOpenedFromAStrangePlace() throws IOException {
            assertEquals(
                    Heard.weak(PERSISTENCE, "filter rules were opened 1 times from 45.9.20.7"),
                    openedFrom(THIEF));
        }

        @Test
        void theOwnerOpensTheRules() throws IOException {
            assertEquals(Optional.empty(), openedFrom(Town.home("anna")));
        }
    }

    @Nested
    class MailboxCopiedTest {
        private Optional<Heard> copiedFrom(String ip) throws IOException {
            story.day(11).at("02:00").fails(ANNA, THIEF, 12);
            sends(THIEF, 1);
            for (int i = 0; i < 10; i++) {
                story.sends(Mail.by(ANNA, THIEF).as("").to("ghost" + i + "@far.test"));
            }
            story.reads(ANNA, ip, 500_000_000);
            return heard(new MailboxCopied());
        }

        @Test
        void theWholeMailboxWasReadFromAStrangePlace() throws IOException {
            assertEquals(
                    Heard.weak(PERSISTENCE, "500 MB of mail were read from strange networks"),
                    copiedFrom(THIEF));
        }

        @Test
        void aNewPhoneAtHome() throws IOException {
            assertEquals(Optional.empty(), copiedFrom(Town.home("anna")));
        }
    }
}
