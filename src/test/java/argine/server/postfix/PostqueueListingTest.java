// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Envelope;
import argine.mail.QueuedMessage.Headers;
import argine.mail.QueuedMessage.Place;
import argine.server.Queue.Summary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostqueueListingTest {
    private static final String FILE = "src/test/corpus/postfix/postqueue-j.json";
    private static final String GOOD =
            """
            {"queue_name":"active","queue_id":"ABC123","arrival_time":1,"sender":"a@x.test"}
            """;

    @Test
    void everyLineIsAMessageWithoutAccountAndClient() throws IOException {
        List<QueuedMessage> messages = new ArrayList<>();
        Summary summary = new PostqueueListing(FILE).read(messages::add);
        assertEquals(new Summary(FILE, 3, 0, 0, 0, List.of()), summary);
        assertEquals(
                new QueuedMessage(
                        new QueueId("9E8C6282023"),
                        Place.HOLD,
                        FILE + ":2",
                        Instant.parse("2026-11-24T07:43:56Z"),
                        488,
                        new Envelope(
                                Address.of("anna@argine.test"),
                                "",
                                "",
                                ClientAddress.NONE,
                                "",
                                List.of(Address.of("p-hold@accept.test"))),
                        List.of(),
                        Headers.NONE,
                        ""),
                messages.get(1));
        assertEquals(6, messages.getFirst().envelope().recipients().size());
    }

    @Test
    void aBounceHasTheNullSender() throws IOException {
        List<QueuedMessage> messages = new ArrayList<>();
        read(GOOD.replace("a@x.test", "MAILER-DAEMON"), messages);
        assertEquals(Address.NULL_SENDER, messages.getFirst().envelope().sender());
    }

    @Test
    void badLinesAreCountedAndTheOthersRead() throws IOException {
        List<QueuedMessage> messages = new ArrayList<>();
        Summary summary =
                read(
                        GOOD
                                + "not json\n[1,2]\n{\"queue_id\":\"../../x\"}\n\n"
                                + GOOD.replace("active", "elsewhere")
                                + GOOD.replace("\"arrival_time\":1", "\"arrival_time\":-1")
                                + "[".repeat(5000)
                                + "\n"
                                + GOOD.strip(),
                        messages);
        assertEquals(2, messages.size());
        assertEquals(6, summary.damaged());
        assertEquals(
                "x, line 2: not a message as postqueue -j lists it", summary.trouble().getFirst());
    }

    @Test
    void aLineWithoutEndIsNotKept() throws IOException {
        List<QueuedMessage> messages = new ArrayList<>();
        long[] left = {PostqueueListing.MAX_LINE + 1000L};
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return left[0]-- > 0 ? '{' : -1;
                    }
                };
        IOException refused =
                assertThrows(
                        IOException.class,
                        () -> new PostqueueListing("x").read(endless, messages::add));
        assertTrue(refused.getMessage().startsWith("x: not what postqueue -j prints"));
        assertEquals(List.of(), messages);
    }

    @Test
    void whatHoldsNoMessageAtAllIsNotTakenForAListing() {
        IOException refused =
                assertThrows(
                        IOException.class,
                        () ->
                                read(
                                        "-Queue ID-  --Size-- ----Arrival Time----\n",
                                        new ArrayList<>()));
        assertEquals(
                "x: not what postqueue -j prints; name the queue's folder, or do: postqueue -j > FILE",
                refused.getMessage());
    }

    private static Summary read(String text, List<QueuedMessage> messages) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new PostqueueListing("x").read(new ByteArrayInputStream(bytes), messages::add);
    }
}
