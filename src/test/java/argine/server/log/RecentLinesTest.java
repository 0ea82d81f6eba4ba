// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.MailEvent;
import argine.server.Log;
import argine.server.Reading;
import argine.server.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentLinesTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final Instant END = START.plusSeconds(20_000);
    private static final Clock CLOCK = Clock.fixed(END, ZoneOffset.UTC);
    private static final DateTimeFormatter OLD =
            DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    @TempDir private Path folder;
    private Path log = Path.of("");

    @BeforeEach
    void writeALog() throws IOException {
        log = folder.resolve("mail.log");
        write(log, OLD);
    }

    private static void write(Path file, DateTimeFormatter form) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int second = 0; second < 20_000; second++) {
            String at = form.format(START.plusSeconds(second));
            text.append(at)
                    .append(" mx postfix/qmgr[7]: ")
                    .append("8" + (100_000 + second) + "F: removed\n");
        }
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(END));
    }

    private record Read(List<Instant> times, long lines) {}

    private Read read(List<Path> logs, Instant since) throws IOException {
        List<Instant> times = new ArrayList<>();
        Log found =
                Servers.find(
                                new Servers.Asked(
                                                logs,
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.of(since),
                                                Optional.empty(),
                                                CLOCK)
                                        .forAGlance())
                        .log()
                        .orElseThrow();
        Reading reading = found.read((MailEvent event) -> times.add(event.seen().at()));
        return new Read(times, reading.lines());
    }

    @Test
    void everyLineFromTheTimeOnIsReadAndHardlyAnyOther() throws IOException {
        for (int second : List.of(1, 7_000, 14_142, 19_000, 19_999)) {
            Read read = read(List.of(log), START.plusSeconds(second));
            assertEquals(20_000 - second, read.times().size());
            assertEquals(START.plusSeconds(second), read.times().getFirst());
            assertTrue(read.lines() <= 20_000 - second + 3_000, read.lines() + " lines");
        }
    }

    @Test
    void aTimeBeforeTheLogReadsAllAndOneBehindItNothing() throws IOException {
        assertEquals(20_000, read(List.of(log), START.minusSeconds(9)).times().size());
        assertEquals(List.of(), read(List.of(log), END.plusSeconds(9_000)).times());
    }

    @Test
    void aPackedLogIsReadFromItsStart() throws IOException {
        Path packed = folder.resolve("mail.log.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(Files.readAllBytes(log));
        }
        Files.setLastModifiedTime(packed, FileTime.from(END));
        assertEquals(1_000, read(List.of(packed), END.minusSeconds(1_000)).times().size());
    }

    @Test
    void aFileThatEndedBeforeIsNotOpened() throws IOException {
        Path older = folder.resolve("mail.log.1");
        write(older, OLD);
        Files.setLastModifiedTime(older, FileTime.from(START));
        Read read = read(List.of(older, log), END.minusSeconds(1_000));
        assertEquals(1_000, read.times().size());
        assertTrue(read.lines() < 5_000, read.lines() + " lines");
    }

    @Test
    void linesWithoutATimeDoNotMislead() throws IOException {
        byte[] bytes = Files.readAllBytes(log);
        byte[] noise = ("\u0000 no time here\n".repeat(80_000)).getBytes(StandardCharsets.UTF_8);
        try (var out = Files.newOutputStream(log)) {
            out.write(bytes);
            out.write(noise);
        }
        Files.setLastModifiedTime(log, FileTime.from(END));
        assertEquals(1_000, read(List.of(log), END.minusSeconds(1_000)).times().size());
    }
}
