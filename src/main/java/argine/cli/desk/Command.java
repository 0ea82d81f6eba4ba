// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import java.io.IOException;
import java.util.concurrent.Callable;

/**
 * One command: it reads, calls one room, prints.
 *
 * <p>It is a final class with picocli's {@code @Command} above it, and its constructor takes the
 * {@link Surroundings}, through which it prints and learns the time. Options are fields; an option
 * that may be absent is an {@code Optional}, a list or has a default, never null. The description
 * is one sentence, and the footer shows worked examples.
 */
public interface Command extends Callable<Integer> {

    /**
     * Does it, and returns one of the codes in {@link Exit}.
     *
     * @throws IOException when it cannot be done: the message is the one line that the user reads
     * @throws picocli.CommandLine.ParameterException when it was asked wrongly
     */
    @Override
    Integer call() throws IOException;
}
