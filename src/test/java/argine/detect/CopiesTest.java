// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Which messages of this host are put down to a sender because they bear the sender's Message-ID.
 */
class CopiesTest {
    private static final String ANNA = "anna@x.test";
    private static final String SAME = "same@x.test";
    private static final Mail LOCALLY = Mail.without("127.0.0.1", ANNA).named(SAME);

    private final Story story = new Story().day(1).at("09:00");

    /** Waits in the queue all the time. */
    @BeforeEach
    void annaWrites() {
        story.accepts(Mail.by(ANNA, "203.0.113.9").named(SAME).to("list@x.test", "slow@far.test"));
    }

    /** To whom something is put down, and to how many addresses it went. */
    private Map<String, Long> reached() throws IOException {
        return Town.ledger(story).profiles().stream()
                .filter(p -> p.all().tally.recipients() > 0)
                .collect(Collectors.toMap(Profile::name, p -> p.all().tally.recipients()));
    }

    @Test
    void aCopyToOneOfTheRecipientsIsTheSenders() throws IOException {
        story.sends(LOCALLY.to("bob@far.test"));
        assertEquals(Map.of(ANNA, 1L), reached());
    }

    @Test
    void whatAListSendsUnderItsOwnNameIsNotTheSenders() throws IOException {
        story.sends(LOCALLY.as("list-bounces@x.test").to("bob@far.test"));
        assertEquals(Map.of("127.0.0.1", 1L), reached());
    }

    @Test
    void whatGoesToMoreThanWasAskedForIsNotTheSenders() throws IOException {
        story.sends(LOCALLY.to("bob@far.test", "eva@far.test", "tom@far.test"));
        assertEquals(Map.of("127.0.0.1", 3L), reached());
    }

    @Test
    void aSecondCopyIsNotTheSenders() throws IOException {
        story.sends(LOCALLY.to("bob@far.test"));
        story.sends(LOCALLY.to("eva@far.test")).sends(LOCALLY.to("tom@far.test"));
        assertEquals(Map.of(ANNA, 1L, "127.0.0.1", 2L), reached());
    }

    @Test
    void aCopyIsTheSendersWhenItBecomesActiveAfterTheOriginalLeft() throws IOException {
        String original = story.lastId();
        String copy = story.newId();
        story.line("postfix/10025/smtpd", 9, copy + ": client=localhost[127.0.0.1]")
                .named(copy, SAME)
                .removed(original)
                .active(copy, ANNA, 4300, 1)
                .sent(copy, "bob@far.test")
                .removed(copy);
        assertEquals(Map.of(ANNA, 1L), reached());
    }
}
