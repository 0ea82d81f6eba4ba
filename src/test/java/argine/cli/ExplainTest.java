// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
    @TempDir Path folder;

    private static final String LINE =
            "203.0.113.7    [0F4C] %s >>> 220 mail.example.it ESMTP IceWarp";

    private static String told(String line) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
        Cli.run(new Surroundings(writer, writer, clock, false), "explain", line);
        return out.toString();
    }

    @Test
    void aDayThatTheLineDoesNotTellIsNotMadeUp() {
        String line = LINE.formatted("09:33:20");
        assertEquals(
                line
                        + System.lineSeparator()
                        + "  Connected service=smtp clientName= client=203.0.113.7"
                        + " at=09:33:20 (the line does not tell the day)"
                        + System.lineSeparator(),
                told(line));
    }

    @Test
    void aLeapSecondIsATimeOfDay() {
        assertTrue(told(LINE.formatted("23:59:60")).contains("at=00:00 (the line does not tell"));
    }

    @Test
    void oneThatItTellsIsShown() {
        String line = LINE.formatted("2026-11-24T09:33:20+01:00");
        assertEquals(
                line
                        + System.lineSeparator()
                        + "  Connected service=smtp clientName= client=203.0.113.7"
                        + " at=2026-11-24T08:33:20Z"
                        + System.lineSeparator(),
                told(line));
    }

    @Test
    void aSentenceIsBrokenRatherThanCutHoweverLongThePathInIt() throws IOException {
        Path file = folder.resolve("x".repeat(150) + ".tmp");
        Files.writeString(
                file,
                "LocalSender: boss@example.it\nMsgID: RSH57823\n\nReceived: from pc by h (IceWarp 10)"
                        + " with ESMTP id RSH57823; Mon, 12 Apr 2010 09:33:22 +0000\n\n");
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        assertEquals(
                Exit.DONE,
                Cli.run(
                        new Surroundings(writer, writer, clock, false),
                        "explain",
                        file.toString()));
        assertTrue(
                out.toString()
                        .replaceAll("\\s+", " ")
                        .contains(
                                "LocalSender is boss@example.it, its trace line says that nobody logged in;"
                                        + " which is right is not known"),
                out::toString);
    }
}
