// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Case.Hour;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Hours put together so that a chart has six dozen bars at most, gaps included.
 *
 * @param step the hours in one bar
 */
record Bins(int step, List<Hour> bars) {
    private static final int DAY = 24;
    private static final int MOST = 72;
    private static final int[] STEPS = {1, 2, 3, 6, 12, 24, 48, 168, 336, 720, 2160, 8760};

    static Bins of(List<Hour> hours, Times times) {
        Instant first = hours.stream().map(Hour::at).min(Instant::compareTo).orElse(Instant.EPOCH);
        Instant last = hours.stream().map(Hour::at).max(Instant::compareTo).orElse(first);
        int step = step(Duration.between(first, last).toHours() + 1);
        ZonedDateTime start = start(times.at(first), step);
        long needed = steps(start, times.at(last), step) + 1;
        long[][] sums = new long[Math.clamp(needed, 1, MOST + 1)][4];
        for (Hour hour : hours) {
            long bar = steps(start, times.at(hour.at()), step);
            add(hour, sums[Math.clamp(bar, 0, sums.length - 1)]);
        }
        return new Bins(step, bars(start, step, sums));
    }

    private static int step(long hours) {
        for (int step : STEPS) {
            if (hours <= (long) step * MOST) {
                return step;
            }
        }
        return (int) Math.min(hours / MOST / DAY + 1, Integer.MAX_VALUE / DAY) * DAY;
    }

    /** Bars of several hours begin where the clock shows a multiple of them. */
    private static ZonedDateTime start(ZonedDateTime first, int step) {
        if (step == 1) {
            return first;
        }
        ZonedDateTime midnight = first.toLocalDate().atStartOfDay(first.getZone());
        return midnight.plusHours(Duration.between(midnight, first).toHours() / step * step);
    }

    /** A day has 23 or 25 hours when the clock is changed, so days are counted as days. */
    private static long steps(ZonedDateTime from, ZonedDateTime to, int step) {
        return step % DAY == 0
                ? ChronoUnit.DAYS.between(from.toLocalDate(), to.toLocalDate()) / (step / DAY)
                : Duration.between(from, to).toHours() / step;
    }

    private static void add(Hour hour, long[] sums) {
        sums[0] += hour.accepted();
        sums[1] += hour.delivered();
        sums[2] += hour.deferred();
        sums[3] += hour.bounced();
    }

    private static List<Hour> bars(ZonedDateTime start, int step, long[][] sums) {
        List<Hour> bars = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            long hours = (long) i * step;
            ZonedDateTime at =
                    step % DAY == 0 ? start.plusDays(hours / DAY) : start.plusHours(hours);
            bars.add(new Hour(at.toInstant(), sums[i][0], sums[i][1], sums[i][2], sums[i][3]));
        }
        return List.copyOf(bars);
    }

    /** {@code hour}, {@code 6 hours}, {@code day}, {@code week}. */
    String unit() {
        return switch (step) {
            case 1 -> "hour";
            case DAY -> "day";
            case 168 -> "week";
            default -> step % DAY == 0 ? Numbers.of(step / DAY, "day") : Numbers.of(step, "hour");
        };
    }
}
