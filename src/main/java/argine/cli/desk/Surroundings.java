// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;

/**
 * What a command meets outside: where its output goes, the time and the zone, and whether a person
 * is watching.
 *
 * <p>Handed in, so that the same command runs in a test with a fixed clock and its output in a
 * string. Output is UTF-8 whatever the locale says: a report must read the same from cron.
 *
 * @param terminal whether the output is a terminal; without one no colour and no progress bar
 */
public record Surroundings(PrintWriter out, PrintWriter err, Clock clock, boolean terminal) {

    /** The surroundings of this process; the launcher knows whether there is a terminal. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                Clock.system(ZoneId.systemDefault()),
                Boolean.getBoolean("argine.terminal"));
    }

    public void flush() {
        out.flush();
        err.flush();
    }

    private static PrintWriter writer(FileDescriptor to) {
        return new PrintWriter(new FileOutputStream(to), false, StandardCharsets.UTF_8);
    }
}
