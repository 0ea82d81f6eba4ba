// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Points in time as the administrator's clock shows them.
 *
 * <p>Written by hand: the JDK's formatter takes its words from the locale, and loading it costs a
 * tenth of a short command.
 */
public record Times(ZoneId zone) {
    private static final List<String> MONTHS =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");

    ZonedDateTime at(Instant instant) {
        return instant.atZone(zone);
    }

    /** {@code 24 Nov}. */
    String day(Instant instant) {
        ZonedDateTime at = at(instant);
        return at.getDayOfMonth() + " " + MONTHS.get(at.getMonthValue() - 1);
    }

    /** {@code 08:28}. */
    String clock(Instant instant) {
        ZonedDateTime at = at(instant);
        return two(at.getHour()) + ":" + two(at.getMinute());
    }

    /** {@code 24 Nov 08:28}. */
    public String minute(Instant instant) {
        return day(instant) + " " + clock(instant);
    }

    /** {@code 24 Nov 08:28:01}. */
    public String second(Instant instant) {
        return minute(instant) + ":" + two(at(instant).getSecond());
    }

    /** {@code 24 Nov 2025 08:28:01}. */
    public String full(Instant instant) {
        return day(instant) + " " + at(instant).getYear() + " " + seconds(instant);
    }

    /** {@code 24 Nov 2025 08:28:01 to 09:40:12}; the day is said again when it is another. */
    public String span(Instant from, Instant to) {
        if (from.equals(to)) {
            return full(from);
        }
        boolean sameDay = at(from).toLocalDate().equals(at(to).toLocalDate());
        return full(from) + " to " + (sameDay ? seconds(to) : full(to));
    }

    /** Either end may be missing. */
    public String span(Optional<Instant> from, Optional<Instant> to) {
        if (from.isPresent() && to.isPresent()) {
            return span(from.get(), to.get());
        }
        return from.map(f -> "from " + full(f)).orElse(to.map(t -> "until " + full(t)).orElse(""));
    }

    /** {@code Europe/Rome (UTC+01:00)}, with both offsets when the clock was changed in between. */
    String name(Instant from, Instant to) {
        ZoneOffset before = zone.getRules().getOffset(from);
        ZoneOffset after = zone.getRules().getOffset(to);
        String offsets = utc(before) + (before.equals(after) ? "" : ", later " + utc(after));
        boolean bare = zone.normalized() instanceof ZoneOffset;
        return bare ? offsets : zone.getId() + " (" + offsets + ")";
    }

    /** {@code 1 h 12 min}: the two largest units. */
    public static String length(Duration length) {
        if (length.toMinutes() < 1) {
            return length.toSeconds() + " s";
        }
        if (length.toHours() < 1) {
            return length.toMinutes() + " min";
        }
        return length.toDays() < 1
                ? length.toHours() + " h " + length.toMinutesPart() + " min"
                : Numbers.of(length.toDays(), "day") + " " + length.toHoursPart() + " h";
    }

    private static String utc(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId();
    }

    private String seconds(Instant instant) {
        return clock(instant) + ":" + two(at(instant).getSecond());
    }

    private static String two(int n) {
        return n < 10 ? "0" + n : Integer.toString(n);
    }
}
