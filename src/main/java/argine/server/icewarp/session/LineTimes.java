// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.server.log.LogFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When lines of one log were written, for whoever looks for a time in it by halving.
 *
 * <p>Times of day count from the day in the file's name; one that is smaller than that of the first
 * line is of the next day. Where that is wrong, more is read than had to be, never less.
 */
final class LineTimes {
    private static final int LINE = 512;
    private static final int HEAD = 1 << 16;

    private final Parts parts;
    private final ZoneId zone;
    private final long day;
    private long first = -1;

    LineTimes(LogFile log, Clock clock, Logins logins) {
        this.zone = zone(log).or(logins::zone).orElse(clock.getZone());
        this.parts = new Parts(zone, log.year(clock));
        LocalDate written = LocalDate.ofInstant(log.year(clock), zone);
        this.day =
                LogName.of(log.name()).map(LogName::day).orElse(written).toEpochDay()
                        * LineStamp.DAY;
    }

    private static Optional<ZoneId> zone(LogFile log) {
        try (InputStream in = log.opener().open()) {
            byte[] head = in.readNBytes(HEAD);
            return ServerZone.in(head, head.length);
        } catch (IOException _) {
            return Optional.empty(); // whoever reads it is told
        }
    }

    /** Microseconds since 1970 UTC, or {@link LineStamp#NONE}. */
    long of(byte[] bytes, int start, int end) {
        int to = start;
        while (to < end && to - start < LINE && bytes[to] != '\n') {
            to++;
        }
        if (!parts.read(bytes, start, to)) {
            return LineStamp.NONE;
        }
        if (!parts.isTimeOfDay()) {
            return parts.micros;
        }
        first = first < 0 ? parts.micros : first;
        long next = parts.micros < first ? LineStamp.DAY : 0;
        return LineStamp.local(day + parts.micros + next, zone);
    }
}
