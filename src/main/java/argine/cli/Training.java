// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import argine.cli.desk.Surroundings;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;

/**
 * Runs several commands in one process, so that the AOT cache knows how each of them starts.
 *
 * <p>The launcher calls it once after a build, and holds the list of commands. They run in turn,
 * many times over, because the cache also keeps which code is hot. What they print is dropped. A
 * command that fails is no reason to go without a cache.
 */
final class Training {
    private static final int ROUNDS = 20;

    private Training() {}

    public static void main(String[] commands) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Surroundings surroundings =
                new Surroundings(nowhere, nowhere, Clock.systemUTC(), /* terminal= */ false);
        for (int round = 0; round < ROUNDS; round++) {
            for (String command : commands) {
                Cli.run(surroundings, command.split(" ", -1));
            }
        }
    }
}
