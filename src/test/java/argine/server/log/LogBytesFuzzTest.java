// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.Reading;
import argine.server.Servers;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets a fuzzer write whole log files and journals; in a normal run the inputs it once found are
 * read again.
 *
 * <p>To search: {@code JAZZER_FUZZ=1 mvn -Dtest=LogBytesFuzzTest#anyFileIsReadToItsEnd test}, one
 * method at a time.
 */
class LogBytesFuzzTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @FuzzTest(maxDuration = "60s")
    void anyFileIsReadToItsEnd(byte[] file) throws IOException {
        List<Object> events = new ArrayList<>();
        LogFiles files =
                LogFiles.of(List.of(Path.of("-")), ZoneOffset.UTC, new ByteArrayInputStream(file));
        Reading reading =
                new FileLog(files, Servers.readers(), CLOCK, Optional.empty(), Optional.empty())
                        .read(events::add);
        assertTrue(events.size() <= reading.lines(), () -> events.size() + " of " + reading);
        assertTrue(reading.unread().size() <= 1000, () -> reading.unread().size() + " shapes");
    }

    @FuzzTest(maxDuration = "60s")
    void anyJournalWrittenOutBecomesLines(byte[] file) throws IOException {
        journal("__CURSOR=s\n", file);
    }

    @FuzzTest(maxDuration = "60s")
    void anyJournalInJsonBecomesLines(byte[] file) throws IOException {
        journal("{", file);
    }

    private static void journal(String start, byte[] rest) throws IOException {
        byte[] head = start.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[head.length + rest.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(rest, 0, all, head.length, rest.length);
        List<String> trouble = new ArrayList<>();
        PushbackInputStream in = Unpacked.of(new ByteArrayInputStream(all));
        long length;
        try (InputStream lines = Journal.unwrap(in, trouble::add)) {
            length = lines.transferTo(java.io.OutputStream.nullOutputStream());
        }
        assertTrue(length <= 64L * all.length + 1024, () -> length + " bytes");
        assertTrue(trouble.size() <= 100, () -> trouble.size() + " sentences");
    }
}
