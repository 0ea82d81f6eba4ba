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
