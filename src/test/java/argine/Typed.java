// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.cli.Cli;
import argine.cli.desk.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;

/** A command as somebody types it, run to its end in this process: its exit code and its words. */
public record Typed(int exit, String said) {

    public static Typed run(List<String> words) {
        return run(Clock.systemUTC(), words);
    }

    public static Typed run(Clock clock, List<String> words) {
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said);
        Surroundings here = new Surroundings(both, both, clock, false);
        int exit = Cli.run(here, words.toArray(String[]::new));
        here.flush();
        return new Typed(exit, said.toString());
    }

    /** What it said, when it ended so. */
    public String exits(int expected) {
        assertEquals(expected, exit, said);
        return said;
    }
}
