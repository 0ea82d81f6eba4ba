// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Case.Hour;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Hours put together so that a chart has six dozen bars at most, gaps included.
 *
 * @param step the hours in one bar
 */
record Bins(int step, List<Hour> bars) {
    private static final int MOST = 72;
    private static final int[] STEPS = {1, 2, 3, 6, 12, 24, 48, 168, 336, 730, 2190, 8760};

    static Bins of(List<Hour> hours, Times times) {
        Instant first = hours.stream().map(Hour::at).min(Instant::compareTo).orElse(Instant.EPOCH);
        Instant last = hours.stream().map(Hour::at).max(Instant::compareTo).orElse(first);
        int step = step(Duration.between(first, last).toHours() + 1);
        Instant start = start(first, step, times);
        long needed = Duration.between(start, last).toHours() / step + 1;
        int bars = Math.clamp(needed, 1, MOST + 1);
        long[][] sums = new long[bars][4];
        for (Hour hour : hours) {
            long bar = Math.clamp(Duration.between(start, hour.at()).toHours() / step, 0, bars - 1);
            add(hour, sums[(int) bar]);
        }
        return new Bins(step, bars(start, step, sums));
    }

    private static int step(long hours) {
        for (int step : STEPS) {
            if (hours <= (long) step * MOST) {
                return step;
            }
        }
        return (int) Math.min(hours / MOST + 1, Integer.MAX_VALUE);
    }

    /** Bars of several hours begin where the clock shows a multiple of them. */
    private static Instant start(Instant first, int step, Times times) {
        if (step == 1) {
            return first;
        }
        ZonedDateTime midnight =
                times.at(first).toLocalDate().atTime(LocalTime.MIN).atZone(times.zone());
        long hours = Duration.between(midnight, first).toHours();
        return midnight.plusHours(hours / step * step).toInstant();
    }

    private static void add(Hour hour, long[] sums) {
        sums[0] += hour.accepted();
        sums[1] += hour.delivered();
        sums[2] += hour.deferred();
        sums[3] += hour.bounced();
    }

    private static List<Hour> bars(Instant start, int step, long[][] sums) {
        List<Hour> bars = new ArrayList<>();
        for (int i = 0; i < sums.length; i++) {
            Instant at = start.plus(Duration.ofHours((long) i * step));
            bars.add(new Hour(at, sums[i][0], sums[i][1], sums[i][2], sums[i][3]));
        }
        return List.copyOf(bars);
    }

    /** {@code hour}, {@code 6 hours}, {@code day}, {@code week}. */
    String unit() {
        return switch (step) {
            case 1 -> "hour";
            case 24 -> "day";
            case 168 -> "week";
            default -> step % 24 == 0 ? Numbers.of(step / 24, "day") : Numbers.of(step, "hour");
        };
    }
}
