// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Reads the time at the start of a log line: ISO 8601 / RFC 3339, or RFC 3164 ({@code Nov 24
 * 07:16:42}), which has neither year nor zone.
 *
 * <p>For RFC 3164 the year is the latest one that does not put the line more than a day after
 * {@code reference} (when the file was last written), and the zone is the one given. Fractions are
 * kept to the microsecond. One instance serves one thread: it remembers the last date and hour.
 */
public final class Stamp {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** No time could be read. */
    public static final long NONE = Long.MIN_VALUE;

    private static final long SECOND = 1_000_000L;
    private static final int YEARS_BACK = 5;

    private final ZoneId zone;
    private final LocalDateTime latest;
    private long lastDateKey = -1;
    private long lastDateMicros;
    private long lastHourKey = -1;
    private long lastHourMicros;

    /** The last fifteen bytes that were a time without year: from the first and the eighth on. */
    private long lastHead;

    private long lastTail;
    private int lastLength;
    private long lastMicros;

    /** Where the last stamp that was read ended. */
    private int end;

    public Stamp(ZoneId zone, Instant reference) {
        this.zone = zone;
        this.latest = LocalDateTime.ofInstant(reference, zone).plusDays(1);
    }

    public int end() {
        return end;
    }

    /** Returns microseconds since 1970 UTC, or {@link #NONE}. */
    public long read(byte[] b, int from, int to) {
        if (to - from < 15) {
            return NONE;
        }
        byte first = b[from];
        if (first >= '0' && first <= '9') {
            return iso(b, from, to);
        }
        return first >= 'A' && first <= 'S' ? traditional(b, from, to) : NONE;
    }

    private long iso(byte[] b, int from, int to) {
        if (to - from < 19 || b[from + 4] != '-' || b[from + 7] != '-') {
            return NONE;
        }
        long date = date(two(b, from) * 100 + two(b, from + 2), two(b, from + 5), two(b, from + 8));
        long clock = clock(b, from + 11);
        if (date == NONE || clock < 0 || b[from + 10] != 'T' && b[from + 10] != ' ') {
            return NONE;
        }
        end = from + 19;
        long micros = date + clock * SECOND + fraction(b, to);
        if (end < to && b[end] == 'Z') {
            end++;
            return micros;
        }
        if (end + 5 <= to && (b[end] == '+' || b[end] == '-')) {
            return micros - offset(b, to);
        }
        return local(micros);
    }

    private long date(int year, int month, int day) {
        long key = year * 10_000L + month * 100L + day;
        if (key != lastDateKey) {
            if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31) {
                return NONE;
            }
            try {
                lastDateMicros = LocalDate.of(year, month, day).toEpochDay() * 86_400L * SECOND;
            } catch (DateTimeException e) {
                return NONE;
            }
            lastDateKey = key;
        }
        return lastDateMicros;
    }

    /** Reads {@code hh:mm:ss} as seconds, or -1. */
    private static long clock(byte[] b, int at) {
        int hour = two(b, at);
        int minute = two(b, at + 3);
        int second = two(b, at + 6);
        boolean sound = b[at + 2] == ':' && b[at + 5] == ':' && hour >= 0 && hour < 24;
        return sound && minute >= 0 && minute < 60 && second >= 0 && second <= 60
                ? hour * 3600L + minute * 60L + second
                : -1;
    }

    private static int two(byte[] b, int at) {
        int tens = b[at] - '0';
        int ones = b[at + 1] - '0';
        return (tens | ones) < 0 || tens > 9 || ones > 9 ? -10_000 : tens * 10 + ones;
    }

    private long fraction(byte[] b, int to) {
        if (end >= to || b[end] != '.' && b[end] != ',') {
            return 0;
        }
        long micros = 0;
        long unit = 100_000;
        for (end++; end < to && b[end] >= '0' && b[end] <= '9'; end++) {
            micros += (b[end] - '0') * unit;
            unit /= 10;
        }
        return micros;
    }

    /** Reads {@code +hh:mm} or {@code +hhmm}, as microseconds east. */
    private long offset(byte[] b, int to) {
        int sign = b[end] == '-' ? -1 : 1;
        int minutesAt = b[end + 3] == ':' ? end + 4 : end + 3;
        int hours = two(b, end + 1);
        int minutes = minutesAt + 2 <= to ? two(b, minutesAt) : 0;
        end = Math.min(to, minutesAt + 2);
        return hours < 0 || minutes < 0 ? 0 : sign * (hours * 60L + minutes) * 60 * SECOND;
    }

    /** Whole seconds come again line after line: they are compared with the last ones first. */
    private long traditional(byte[] b, int from, int to) {
        long head = (long) LONG.get(b, from);
        long tail = (long) LONG.get(b, from + 7);
        if (head == lastHead && tail == lastTail) {
            end = from + lastLength;
            return lastMicros + fraction(b, to);
        }
        long micros = seconds(b, from, to);
        if (micros == NONE) {
            return NONE;
        }
        lastHead = head;
        lastTail = tail;
        lastLength = end - from;
        lastMicros = micros;
        return micros + fraction(b, to);
    }

    private long seconds(byte[] b, int from, int to) {
        int month = MonthName.at(b, from);
        int at = from + 4;
        if (month < 1 || b[from + 3] != ' ') {
            return NONE;
        }
        if (b[at] == ' ') {
            at++;
        }
        int day = b[at] - '0';
        if (b[at + 1] != ' ') {
            day = day * 10 + b[at + 1] - '0';
            at++;
        }
        at += 2;
        if (at + 8 > to || day < 1 || day > 31) {
            return NONE;
        }
        long clock = clock(b, at);
        if (clock < 0) {
            return NONE;
        }
        end = at + 8;
        long hour = hour(month, day, (int) (clock / 3600));
        return hour == NONE ? NONE : hour + clock % 3600 * SECOND;
    }

    private long hour(int month, int day, int hour) {
        long key = month * 10_000L + day * 100L + hour;
        if (key != lastHourKey) {
            for (int back = 0; back <= YEARS_BACK; back++) {
                long micros = inYear(latest.getYear() - back, month, day, hour);
                if (micros != NONE) {
                    lastHourKey = key;
                    lastHourMicros = micros;
                    return micros;
                }
            }
            return NONE;
        }
        return lastHourMicros;
    }

    private long inYear(int year, int month, int day, int hour) {
        if (day > LocalDate.of(year, month, 1).lengthOfMonth()) {
            return NONE;
        }
        LocalDateTime time = LocalDateTime.of(year, month, day, hour, 0);
        return time.isAfter(latest) ? NONE : time.atZone(zone).toEpochSecond() * SECOND;
    }

    private long local(long micros) {
        LocalDateTime time =
                LocalDateTime.ofEpochSecond(Math.floorDiv(micros, SECOND), 0, ZoneOffset.UTC);
        return time.atZone(zone).toEpochSecond() * SECOND + Math.floorMod(micros, SECOND);
    }
}
