// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;

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
                new HostClock(Clock.systemUTC()),
                Boolean.getBoolean("argine.terminal"));
    }

    /**
     * The clock, in the offset from UTC of this moment: for the date of today, which is asked where
     * the zone would cost too much.
     */
    public Clock clockOfToday() {
        return clock instanceof HostClock host ? host.withOffset() : clock;
    }

    public void flush() {
        out.flush();
        err.flush();
    }

    private static PrintWriter writer(FileDescriptor to) {
        return new PrintWriter(new FileOutputStream(to), false, StandardCharsets.UTF_8);
    }

    /**
     * The clock of this host, in its zone.
     *
     * <p>The zone is made out when it is asked for: for that Java opens every library and looks for
     * other tables of zones, which takes as long as the whole rest of a short command.
     */
    private static final class HostClock extends Clock {
        private final Clock clock;

        HostClock(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public long millis() {
            return clock.millis();
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.systemDefault();
        }

        /** The older tables of zones, which Java has always at hand. */
        Clock withOffset() {
            int millis = TimeZone.getDefault().getOffset(clock.millis());
            return clock.withZone(ZoneOffset.ofTotalSeconds(millis / 1000));
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return clock.withZone(zone);
        }
    }
}
