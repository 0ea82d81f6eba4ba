// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import argine.detect.check.Snapshot.Busy;
import argine.store.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * What the server usually does, from the samples of earlier looks at it.
 *
 * <p>Usual is the median of the same hour on the days before, for mail has the rhythm of the day;
 * the same hour a week and two weeks ago counts too, if it was higher on both. Until three days are
 * known it is the median of the last day, without the last hour, which may be part of the trouble.
 * Medians, so that one bad day does not make the next one look well.
 *
 * <p><b>Limits.</b> What goes on for weeks becomes usual. Days are 24 hours each, so at the change
 * to summer time the hours are an hour off.
 */
public final class Past {
    private static final String ACCOUNT = "account:";
    private static final int LONGEST_NAME = 80;
    private static final int KNOWN_DAYS = 3;
    private static final int DAYS = 28;
    private static final int WEEK = 7;
    private static final int FEWEST = 6;
    private static final Duration AROUND = Duration.ofHours(1);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration RECENT = Duration.ofHours(3);

    private final List<Sample> samples;
    private final Instant at;

    /** The samples, oldest first, that were taken before {@code at}. */
    public Past(List<Sample> samples, Instant at) {
        this.at = at;
        this.samples = samples.stream().filter(sample -> sample.at().isBefore(at)).toList();
    }

    /** Nothing is known of the past. */
    public static Past none(Instant at) {
        return new Past(List.of(), at);
    }

    /** What is to be remembered of a snapshot. */
    public static Sample sample(Snapshot now) {
        Map<String, Long> figures = new TreeMap<>();
        now.figures().forEach((figure, value) -> figures.put(figure.word(), value));
        for (Busy busy : now.busiest()) {
            if (busy.account().length() <= LONGEST_NAME) {
                figures.put(ACCOUNT + busy.account(), busy.recipients());
            }
        }
        return Sample.of(now.at(), figures);
    }

    public int size() {
        return samples.size();
    }

    /** When it begins; nothing when it is empty. */
    public Optional<Instant> begin() {
        return samples.isEmpty() ? Optional.empty() : Optional.of(samples.getFirst().at());
    }

    /** What a figure usually is at this time; nothing where too little is known. */
    public Optional<Usual> usual(Figure figure) {
        long[] days =
                LongStream.rangeClosed(1, DAYS)
                        .filter(day -> on(day, figure).length > 0)
                        .map(day -> median(on(day, figure)))
                        .toArray();
        if (days.length < KNOWN_DAYS) {
            return lastHours(figure);
        }
        long value = median(days);
        long[] week = on(WEEK, figure);
        long[] twoWeeks = on(2 * WEEK, figure);
        if (week.length > 0 && twoWeeks.length > 0) {
            value = Math.max(value, Math.min(median(week), median(twoWeeks)));
        }
        return Optional.of(new Usual(value, "at this hour on " + days.length + " days"));
    }

    /** The figure so many days ago, an hour before to an hour after. */
    private long[] on(long day, Figure figure) {
        Instant then = at.minus(A_DAY.multipliedBy(day));
        return values(figure, s -> isBetween(s, then.minus(AROUND), then.plus(AROUND)));
    }

    private Optional<Usual> lastHours(Figure figure) {
        Instant from = at.minus(A_DAY);
        Instant to = at.minus(AROUND);
        long[] values = values(figure, s -> isBetween(s, from, to));
        Optional<Sample> first = samples.stream().filter(s -> isBetween(s, from, to)).findFirst();
        if (values.length < FEWEST
                || first.isEmpty()
                || first.get().at().isAfter(at.minus(RECENT))) {
            return Optional.empty();
        }
        long hours = Duration.between(first.get().at(), at).toHours();
        return Optional.of(new Usual(median(values), "in the last " + hours + " hours"));
    }

    /**
     * The most recipients that an account had in one hour, the last day not counted; nothing where
     * the past is shorter than two days. An account that was never among the busiest had none to
     * speak of.
     */
    Optional<Long> mostRecipients(String account) {
        Instant end = at.minus(A_DAY);
        if (samples.isEmpty() || samples.getFirst().at().isAfter(at.minus(A_DAY.multipliedBy(2)))) {
            return Optional.empty();
        }
        long most = 0;
        for (Sample sample : samples) {
            if (sample.at().isBefore(end)) {
                most = Math.max(most, sample.figures().getOrDefault(ACCOUNT + account, 0L));
            }
        }
        return Optional.of(most);
    }

    /** The last values of a figure, oldest first, of one day at most. */
    public List<Long> last(Figure figure, int most) {
        long[] values = values(figure, s -> s.at().isAfter(at.minus(A_DAY)));
        return Arrays.stream(values).skip(Math.max(0, values.length - most)).boxed().toList();
    }

    private long[] values(Figure figure, Predicate<Sample> which) {
        return samples.stream()
                .filter(which)
                .flatMap(
                        sample -> Optional.ofNullable(sample.figures().get(figure.word())).stream())
                .mapToLong(Long::longValue)
                .toArray();
    }

    private static boolean isBetween(Sample sample, Instant from, Instant to) {
        return !sample.at().isBefore(from) && !sample.at().isAfter(to);
    }

    private static long median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
