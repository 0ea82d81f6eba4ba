// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;

/**
 * Runs several commands in one process, so that the AOT cache knows how each of them starts.
 *
 * <p>The launcher calls it once after a build, and holds the list of commands. What they print is
 * dropped. A command that fails is no reason to go without a cache.
 */
final class Training {
    private Training() {}

    public static void main(String[] commands) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Surroundings surroundings =
                new Surroundings(nowhere, nowhere, Clock.systemUTC(), /* terminal= */ false);
        for (String command : commands) {
            Cli.run(surroundings, command.split(" ", -1));
        }
    }
}
