// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.server.log.MonthName;
import argine.server.log.Stamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Reads the time of a session's line in each form that IceWarp writes: {@code hh:mm:ss}, whose day
 * is in the file's name, RFC 822, and ISO 8601; each with or without a fraction.
 *
 * <p>The first two are certain. One instance serves one thread: it remembers the last date.
 */
final class LineStamp {
    static final long NONE = Stamp.NONE;

    private static final long SECOND = 1_000_000L;
    private static final long MINUTE = 60 * SECOND;
    static final long DAY = 24 * 60 * MINUTE;

    private final ZoneId zone;
    private final Stamp iso;
    private long lastDate = -1;
    private long lastDateMicros;
    private int end;
    private boolean isTimeOfDay;

    LineStamp(ZoneId zone) {
        this.zone = zone;
        this.iso = new Stamp(zone, Instant.EPOCH);
    }

    int end() {
        return end;
    }

    /** Whether the last time that was read counts from midnight, and not from 1970. */
    boolean isTimeOfDay() {
        return isTimeOfDay;
    }

    /** Returns microseconds since 1970 UTC or since midnight, or {@link #NONE}. */
    long read(byte[] b, int from, int to) {
        isTimeOfDay = false;
        if (from + 8 > to) {
            return NONE;
        }
        if (b[from + 2] == ':') {
            isTimeOfDay = true;
            long clock = clock(b, from, to);
            return clock;
        }
        if (b[from] >= '0' && b[from] <= '9') {
            return digits(b, from, to);
        }
        return b[from + 3] == ',' ? rfc822(b, from + 4, to) : NONE;
    }

    private long digits(byte[] b, int from, int to) {
        if (from + 15 <= to && Words.areDigits(b, from, 8)) {
            return compact(b, from, to);
        }
        if (from + 19 <= to && b[from + 4] == '-') {
            long micros = iso.read(b, from, to);
            end = iso.end();
            return micros;
        }
        return rfc822(b, from, to);
    }

    /** {@code 20261124T071642} or {@code 20261124 07:16:42}, in the server's zone. */
    private long compact(byte[] b, int from, int to) {
        int year = two(b, from) * 100 + two(b, from + 2);
        long date = date(year, two(b, from + 4), two(b, from + 6));
        int at = from + 9;
        boolean parted = b[from + 8] == 'T' || b[from + 8] == ' ';
        if (date == NONE || !parted) {
            return NONE;
        }
        long clock;
        if (at + 8 <= to && b[at + 2] == ':') {
            clock = clock(b, at, to);
        } else if (at + 6 <= to && Words.areDigits(b, at, 6)) {
            clock = seconds(two(b, at), two(b, at + 2), two(b, at + 4));
            end = at + 6;
        } else {
            return NONE;
        }
        return clock == NONE ? NONE : local(date + clock, zone);
    }

    /** {@code 22 Apr 2004 22:01:42 +0200}; where there is no zone, it is the server's. */
    private long rfc822(byte[] b, int from, int to) {
        int at = from;
        while (at < to && b[at] == ' ') {
            at++;
        }
        int day = 0;
        int digits = 0;
        while (at < to && digits < 2 && b[at] >= '0' && b[at] <= '9') {
            day = day * 10 + b[at++] - '0';
            digits++;
        }
        if (digits == 0 || at + 18 > to || b[at] != ' ' || b[at + 4] != ' ' || b[at + 9] != ' ') {
            return NONE;
        }
        int month = MonthName.at(b, at + 1);
        long date = date(two(b, at + 5) * 100 + two(b, at + 7), month, day);
        long clock = date == NONE ? NONE : clock(b, at + 10, to);
        return clock == NONE ? NONE : zoned(b, date + clock, to);
    }

    private long zoned(byte[] b, long micros, int to) {
        boolean signed =
                end + 6 <= to
                        && b[end] == ' '
                        && (b[end + 1] == '+' || b[end + 1] == '-')
                        && Words.areDigits(b, end + 2, 4);
        if (signed) {
            long east = (two(b, end + 2) * 60L + two(b, end + 4)) * MINUTE;
            boolean west = b[end + 1] == '-';
            end += 6;
            return west ? micros + east : micros - east;
        }
        boolean greenwich =
                end + 4 <= to && b[end] == ' ' && b[end + 1] == 'G' && b[end + 2] == 'M';
        if (greenwich) {
            end += 4;
            return micros;
        }
        return local(micros, zone);
    }

    private long clock(byte[] b, int at, int to) {
        if (at + 8 > to || b[at + 2] != ':' || b[at + 5] != ':') {
            return NONE;
        }
        long micros = seconds(two(b, at), two(b, at + 3), two(b, at + 6));
        end = at + 8;
        boolean fraction = end + 1 < to && (b[end] == '.' || b[end] == ',');
        return micros == NONE || !fraction ? micros : micros + fraction(b, to);
    }

    private long fraction(byte[] b, int to) {
        long micros = 0;
        long unit = 100_000;
        for (end++; end < to && b[end] >= '0' && b[end] <= '9'; end++) {
            micros += (b[end] - '0') * unit;
            unit /= 10;
        }
        return micros;
    }

    private static long seconds(int hour, int minute, int second) {
        boolean sound =
                hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
        return sound ? (hour * 3600L + minute * 60L + second) * SECOND : NONE;
    }

    private static int two(byte[] b, int at) {
        int tens = b[at] - '0';
        int ones = b[at + 1] - '0';
        return (tens | ones) < 0 || tens > 9 || ones > 9 ? -10_000 : tens * 10 + ones;
    }

    private long date(int year, int month, int day) {
        long key = year * 10_000L + month * 100L + day;
        if (key != lastDate) {
            if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31) {
                return NONE;
            }
            try {
                lastDateMicros = LocalDate.of(year, month, day).toEpochDay() * DAY;
            } catch (DateTimeException e) {
                return NONE;
            }
            lastDate = key;
        }
        return lastDateMicros;
    }

    /** A time in a zone, given in microseconds as if it were UTC. */
    static long local(long micros, ZoneId zone) {
        LocalDateTime time =
                LocalDateTime.ofEpochSecond(Math.floorDiv(micros, SECOND), 0, ZoneOffset.UTC);
        return time.atZone(zone).toEpochSecond() * SECOND + Math.floorMod(micros, SECOND);
    }

    /**
     * Tells the moment of a time of day in a file whose name tells the day.
     *
     * <p>Where the time goes back by more than twelve hours, midnight has passed; a line that comes
     * late from before midnight is of the day before.
     */
    static final class DayClock {
        private static final long HALF_DAY = DAY / 2;
        private static final long HOUR = DAY / 24;

        private final long firstDay;
        private ZoneId zone;
        private long day;
        private long last = -1;
        private long hourKey = Long.MIN_VALUE;
        private long hourMicros;

        DayClock(ZoneId zone, LocalDate first) {
            this.zone = zone;
            this.firstDay = first.toEpochDay() * DAY;
            this.day = firstDay;
        }

        /** From now on times are of this zone. */
        void zone(ZoneId other) {
            if (!other.equals(zone)) {
                zone = other;
                hourKey = Long.MIN_VALUE;
            }
        }

        /** Microseconds since 1970 UTC of a time that counts from midnight here. */
        long micros(long timeOfDay) {
            if (last >= 0 && timeOfDay < last - HALF_DAY) {
                day += DAY;
            } else if (last >= 0 && timeOfDay > last + HALF_DAY && day > firstDay) {
                return at(day - DAY + timeOfDay);
            }
            last = timeOfDay;
            return at(day + timeOfDay);
        }

        private long at(long local) {
            long hour = Math.floorDiv(local, HOUR);
            if (hour != hourKey) {
                hourKey = hour;
                hourMicros = local(hour * HOUR, zone);
            }
            return hourMicros + local - hour * HOUR;
        }
    }
}
