// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.guard.Channel;
import argine.guard.wire.Channels.Way;
import argine.mail.ClientAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Pigeonhole 0.5.19 wrote, as a Postfix had it in its queue. */
class RobotHeadersTest {
    private static final Path RECORDED = Path.of("src/test/corpus/guard/sieve");

    @Test
    void whatPigeonholeSendsOnIsTheMailboxsWhateverTheStrangerWroteAboveHisText()
            throws IOException {
        assertEquals(
                new Way(Channel.FORWARD, "mailbox:rossi@example.org"), recorded("redirect.eml"));
    }

    @Test
    void itsVacationIsAReplyOfTheMailboxs() throws IOException {
        assertEquals(
                new Way(Channel.AUTOREPLY, "mailbox:bianchi@example.org"),
                recorded("vacation.eml"));
    }

    @Test
    void itsRejectionIsAReplyOfPostmastersForItNamesTheMailboxInItsTextAlone() throws IOException {
        assertEquals(
                new Way(Channel.AUTOREPLY, "mailbox:postmaster@example.org"),
                recorded("reject.eml"));
    }

    @Test
    void aMailboxHasOneBudgetUnderWhateverTagItIsWrittenTo() {
        assertEquals(
                new Way(Channel.FORWARD, "mailbox:rossi@example.org"),
                told("X-Sieve-Redirected-From", "rossi+news@example.org"));
        RobotHeaders reply = new RobotHeaders();
        reply.add("Auto-Submitted", "auto-replied (vacation)");
        reply.add("From", "<rossi+2@example.org>");
        assertEquals(new Way(Channel.AUTOREPLY, "mailbox:rossi@example.org"), way(reply));
    }

    private static Way told(String name, String value) {
        RobotHeaders headers = new RobotHeaders();
        headers.add(name, value);
        return way(headers);
    }

    private static Way way(RobotHeaders headers) {
        return Channels.PLAIN.of("robots", "", ClientAddress.NONE, headers);
    }

    private static Way recorded(String name) throws IOException {
        RobotHeaders headers = new RobotHeaders();
        List<String> lines = Files.readAllLines(RECORDED.resolve(name));
        for (String line : lines.subList(0, lines.indexOf(""))) {
            int colon = line.indexOf(':');
            if (!Character.isWhitespace(line.charAt(0))) {
                headers.add(line.substring(0, colon), line.substring(colon + 1));
            }
        }
        return way(headers);
    }
}
