// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import argine.mail.QueuedMessage.Place;
import argine.server.Queue.Content;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Lets a fuzzer write queue files; in a normal run the inputs it once found are read again. */
class QueueFileFuzzTest {

    @FuzzTest(maxDuration = "60s")
    @DictionaryEntries(
            value = {
                "LocalSender: a@b",
                "LocalSender=a@b",
                "MsgID: RSH57823",
                "Received: from h ([192.0.2.1]) by h (IceWarp 10) with ASMTP id RSH57823; ",
                "Mon, 12 Apr 2010 09:33:22 +0200",
                "RcptTo: <a@b>,<c@d>"
            })
    void anyQueueFileIsReadOrIsNone(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("argine-", ".tmp");
        try {
            Files.write(file, bytes);
            new QueueFileReader(Content.TEXT)
                    .read(file, Place.DEFERRED, bytes.length, Instant.EPOCH)
                    .ifPresent(found -> Disagreement.of(found, Optional.empty()));
        } finally {
            Files.delete(file);
        }
    }
}
