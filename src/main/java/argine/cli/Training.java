// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import argine.cli.desk.Surroundings;
import argine.server.Program;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/**
 * Runs several commands in one process, so that the AOT cache knows how each of them starts.
 *
 * <p>The launcher calls it once after a build, and holds the list of commands. They run in turn,
 * many times over, because the cache also keeps which code is hot. What they print is dropped. A
 * command that fails is no reason to go without a cache. {@code {receipt}} in a command is the one
 * that the round makes, so that what is held can be put back for the next round.
 */
final class Training {
    private static final int ROUNDS = 20;
    private static final String RECEIPT = "{receipt}";

    private Training() {}

    public static void main(String[] commands) throws ClassNotFoundException {
        Class.forName(
                "argine.Main"); // where each of them starts; what runs them here is this class
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Clock clock = Clock.systemUTC();
        Surroundings surroundings =
                new Surroundings(nowhere, nowhere, clock, /* terminal= */ false);
        for (int round = 1; round <= ROUNDS; round++) {
            String receipt = LocalDate.now(clock) + "." + round;
            for (String command : commands) {
                Cli.run(surroundings, command.replace(RECEIPT, receipt).split(" ", -1));
            }
            startOther();
        }
    }

    /** Holding starts another program. */
    private static void startOther() {
        try {
            Program.run(List.of("true"));
        } catch (IOException _) {
            return;
        }
    }
}
