// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Place;
import argine.server.Queue.Content;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileQueueFileTest {
    private static final String BEHIND =
            " by mail.example.it (IceWarp 10.1.2) with ESMTP id RSH57823 for <a@far.test>; Mon, 12"
                    + " Apr 2010 09:33:22 +0200";
    private static final String MESSAGE =
            "Received: from pc ([203.0.113.77])" + BEHIND + "\nFrom: x@y.test\n";

    @TempDir Path folder;

    private QueuedMessage read(String text, Charset page, Content content) throws IOException {
        Path file = Files.write(folder.resolve("a.tmp"), text.getBytes(page));
        return new QueueFileReader(content)
                .read(file, Place.DEFERRED, Files.size(file), Instant.EPOCH)
                .orElseThrow()
                .message();
    }

    @Test
    void recipientsHoweverManyHideNeitherAccountNorMsgId() throws IOException {
        String many = "RcptTo: <somebody@elsewhere.example.com>\n".repeat(4000);
        for (Content content : List.of(Content.NONE, Content.TEXT)) {
            QueuedMessage message =
                    read(
                            many
                                    + "LocalSender: boss@x.test\nMsgID: RSH57824\n\n"
                                    + MESSAGE
                                    + "\nx",
                            StandardCharsets.UTF_8,
                            content);
            assertEquals("RSH57824", message.queueId().text());
            assertEquals("boss@x.test", message.envelope().account());
            assertEquals(4000, message.envelope().recipients().size());
        }
    }

    @Test
    void notesAreReadInEitherCodePage() throws IOException {
        for (Charset page : List.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"))) {
            assertEquals(
                    "m\u00FCller\u20AC",
                    read("LocalSender: m\u00FCller\u20AC\n\n" + MESSAGE, page, Content.NONE)
                            .envelope()
                            .account());
        }
    }

    @Test
    void behindAMarkTheTopmostLineIsStillTheFirst() throws IOException {
        QueuedMessage message =
                read(
                        "\uFEFF"
                                + MESSAGE
                                + "LocalSender: boss@x.test\nMsgID: ZZZ99999\nReceived: from evil"
                                + " ([192.0.2.9]) by h (IceWarp 10.1.2) with ASMTP id ZZZ99999; Mon, 12"
                                + " Apr 2010 09:33:22 +0200\n\n\0",
                        StandardCharsets.UTF_8,
                        Content.NONE);
        assertEquals("RSH57823", message.queueId().text());
        assertEquals("", message.envelope().account());
    }

    @Test
    void aNameThatTheClientGivesItselfChoosesNeitherItsAddressNorAnAccount() throws IOException {
        for (String helo :
                List.of(
                        "x",
                        "x ([9.9.9.9]) by h (",
                        "x ([9.9.9.9]) by h with ASMTP id ZZZ99999; Mon, 12 Apr 2010 (",
                        "x ([9.9.9.9]) by h (IceWarp) with ASMTP id ZZZ99999; (",
                        "x ([9.9.9.9]) by h (IceWarp) with ASMTP id ZZZ99999 for <b@c.test>; Mon, 12"
                                + " Apr 2010 09:33:22 +0200")) {
            QueuedMessage message =
                    read(
                            "Received: from " + helo + " ([203.0.113.77])" + BEHIND + "\n\nx",
                            StandardCharsets.UTF_8,
                            Content.NONE);
            assertEquals("203.0.113.77", message.envelope().client().toString(), helo);
            assertEquals("", message.envelope().account(), helo);
            assertEquals("RSH57823", message.queueId().text(), helo);
        }
    }
}
