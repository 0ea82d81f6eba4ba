// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.Reading;
import argine.server.log.FileLog;
import argine.server.log.LogFiles;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Lets a fuzzer write session logs; in a normal run the inputs it once found are read again. */
class SessionFuzzTest {

    @FuzzTest(maxDuration = "60s")
    @DictionaryEntries(
            value = {
                "192.0.2.1 [0F4C] 09:33:20 ",
                "SYSTEM [0000] Thu, 22 Apr 2004 22:01:42 +0200 ",
                ">>> 220 h",
                "<<< 220 h",
                "<<< AUTH LOGIN",
                "<<< AUTH PLAIN ",
                "<<< dXNlcg==",
                ">>> 235 ok",
                "<<< MAIL FROM:<a@b>",
                "<<< RCPT TO:<c@d>",
                "<<< DATA",
                ">>> 250 Message id RSH57823",
                "*** <a@b> <c@d> 1 1 00:00:01 OK RSH57823",
                "Connected",
                "Disconnected",
                " score 1 reason [] action SPAM"
            })
    void anySessionLogIsReadToItsEnd(byte[] file) throws IOException {
        long[] events = new long[1];
        Dialogues dialogues =
                new Dialogues(Told.CLOCK, Optional.empty(), Optional.empty(), new Logins());
        LogFiles files =
                LogFiles.of(List.of(Path.of("-")), ZoneOffset.UTC, new ByteArrayInputStream(file));
        Reading reading =
                new FileLog(files, new SessionLog.SessionFormat(dialogues, Told.CLOCK), Told.CLOCK)
                        .read(_ -> events[0]++);
        assertTrue(events[0] <= 10 * reading.lines() + file.length, () -> events[0] + " events");
    }
}
