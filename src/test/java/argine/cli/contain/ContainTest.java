// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.cli.Cli;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code argine contain} is told on its command line. */
class ContainTest {
    @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        Surroundings surroundings =
                new Surroundings(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        Clock.fixed(Instant.parse("2026-11-27T00:00:00Z"), ZoneOffset.UTC),
                        false);
        return Cli.run(surroundings, words);
    }

    private String firstLine() {
        return err.toString().lines().findFirst().orElse("");
    }

    @Test
    void theListNamesNobody() {
        assertEquals(
                Exit.ASKED_WRONGLY,
                run("contain", "--store", folder.toString(), "--list", "rossi@example.org"));
        assertEquals("argine: --list shows all; name nobody with it", firstLine());
    }

    @Test
    void oneIsLetGoAtATimeAndNobodyIsForgottenInSilence() {
        assertEquals(
                Exit.ASKED_WRONGLY,
                run(
                        "contain",
                        "--store",
                        folder.toString(),
                        "--release",
                        "rossi@example.org",
                        "verdi@example.org",
                        "--yes"));
        assertEquals(
                "argine: --release lets one account go at a time; name no other with it",
                firstLine());
    }

    @Test
    void whereNobodyIsContainedTheListIsEmpty() {
        assertEquals(
                Exit.DONE, run("contain", "--store", folder.toString(), "--list"), err::toString);
        assertEquals("", err.toString());
    }
}
