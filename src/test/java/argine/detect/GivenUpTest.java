// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.ClientAddress;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What got a queue ID and never became a message. */
class GivenUpTest {
    private static final String ANNA = "anna@x.test";
    private static final String HOME = "203.0.113.9";
    private static final Mail NOTE = Mail.by(ANNA, HOME).to("bob@far.test");
    private static final String LOGGED_IN =
            ": client=unknown[203.0.113.9], sasl_method=PLAIN, sasl_username=" + ANNA;

    private final Story story = new Story().day(1).at("09:00");

    private Usage anna() throws IOException {
        return Town.ledger(story).profile(new Identity.Account(ANNA)).all();
    }

    @Test
    void aClientThatGivesUpBeforeTheContentHasSentNothing() throws IOException {
        story.sends(NOTE).line("postfix/submission/smtpd", 5, story.newId() + LOGGED_IN);
        assertEquals(1, anna().tally.messages);
        assertEquals(0, anna().tally.queued);
        assertEquals(1, messagesFromHome());
    }

    @Test
    void whatAMilterRefusesAtItsEndIsNoMessage() throws IOException {
        String id = story.sends(NOTE).newId();
        story.line("postfix/submission/smtpd", 5, id + LOGGED_IN)
                .named(id, "refused@x.test")
                .line(
                        "postfix/cleanup",
                        702,
                        id
                                + ": milter-reject: END-OF-MESSAGE from unknown[203.0.113.9]: 5.7.1"
                                + " Spam; from=<a@b.test> to=<c@d.test> proto=ESMTP helo=<x>");
        assertEquals(1, anna().tally.messages);
        assertEquals(0, anna().tally.queued);
        assertEquals(1, messagesFromHome());
    }

    private long messagesFromHome() throws IOException {
        return anna().address(ClientAddress.parse(HOME).orElseThrow()).messages;
    }
}
