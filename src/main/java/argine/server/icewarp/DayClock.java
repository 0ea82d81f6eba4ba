// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Tells the moment of a time of day in a file whose name tells the day.
 *
 * <p>Where the time goes back by more than twelve hours, midnight has passed; a line that comes
 * late from before midnight is of the day before.
 */
final class DayClock {
    private static final long HALF_DAY = LineStamp.DAY / 2;
    private static final long HOUR = LineStamp.DAY / 24;

    private final ZoneId zone;
    private final long firstDay;
    private long day;
    private long last = -1;
    private long hourKey = Long.MIN_VALUE;
    private long hourMicros;

    DayClock(ZoneId zone, LocalDate first) {
        this.zone = zone;
        this.firstDay = first.toEpochDay() * LineStamp.DAY;
        this.day = firstDay;
    }

    /** Microseconds since 1970 UTC of a time that counts from midnight here. */
    long micros(long timeOfDay) {
        if (last >= 0 && timeOfDay < last - HALF_DAY) {
            day += LineStamp.DAY;
        } else if (last >= 0 && timeOfDay > last + HALF_DAY && day > firstDay) {
            return at(day - LineStamp.DAY + timeOfDay);
        }
        last = timeOfDay;
        return at(day + timeOfDay);
    }

    private long at(long local) {
        long hour = Math.floorDiv(local, HOUR);
        if (hour != hourKey) {
            hourKey = hour;
            hourMicros = LineStamp.local(hour * HOUR, zone);
        }
        return hourMicros + local - hour * HOUR;
    }
}
