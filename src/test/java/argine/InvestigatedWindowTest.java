// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.cli.Cli;
import argine.cli.desk.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** {@code --since} and {@code --until} hold for the queue as they do for the log. */
class InvestigatedWindowTest {
    private static final Path RUN = Path.of("src/test/corpus/lab/guessed-flood");

    private static String firstLine(int exit, String... more) {
        StringWriter out = new StringWriter();
        String[] words = new String[more.length + 3];
        words[0] = "investigate";
        words[1] = "--config";
        words[2] = RUN.toString();
        System.arraycopy(more, 0, words, 3, more.length);
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
        PrintWriter both = new PrintWriter(out);
        int code = Cli.run(new Surroundings(both, both, clock, false), words);
        assertEquals(exit, code, out::toString);
        return out.toString().lines().findFirst().orElse("");
    }

    private static String queue() {
        return RUN.resolve("queue").toString();
    }

    private static String log() {
        return RUN.resolve("mail.log.gz").toString();
    }

    @Test
    void whatWaitsNowDidNotWaitBeforeItCame() {
        assertEquals(
                "CANNOT TELL: no line was read.",
                firstLine(1, "--queue", queue(), "--until", "2026-11-01"));
        assertEquals(
                "CANNOT TELL: no line was read.",
                firstLine(1, "--queue", queue(), "--since", "2026-11-23"));
    }

    @Test
    void aTimeOfWhichNothingIsKnownIsNotCalledWell() {
        assertEquals(
                "CANNOT TELL: none of",
                firstLine(1, "--log", log(), "--since", "2026-11-23").substring(0, 20));
    }

    @Test
    void anEndBeforeTheBeginningIsAskedWrongly() {
        assertEquals(
                "argine: --since is not before --until",
                firstLine(2, "--log", log(), "--since", "2026-11-20", "--until", "2026-11-19"));
    }
}
