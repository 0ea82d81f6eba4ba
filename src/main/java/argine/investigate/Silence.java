// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.mail.MailEvent;
import argine.server.Log;
import argine.server.Reading;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Whether a log has ended, although its server may go on: it is no longer written, or another is.
 *
 * <p>A small server is silent for a night, and one of an office for a weekend. So a log counts as
 * ended that has been silent for more than a day, and for longer than ever in the days before that
 * were read. Of one in which no line is found, as after a rotation, nothing is said.
 */
final class Silence {
    static final Duration A_DAY = Duration.ofDays(1);

    /** A week, and the day that has been silent; then farther back, where there is nothing. */
    private static final List<Duration> BACK =
            List.of(Duration.ofDays(8), Duration.ofDays(64), Duration.ofDays(512));

    private long last = Long.MIN_VALUE;
    private long longest;

    private Silence() {}

    /** Since when the log is silent, in a sentence; nothing where it may be a quiet time. */
    static Optional<String> at(Instant at, Reading read, Glance.Earlier earlier)
            throws IOException {
        if (isRecent(read, at)) {
            return Optional.empty();
        }
        for (Duration back : BACK) {
            Optional<Log> log = earlier.since(at.minus(back));
            if (log.isEmpty()) {
                return Optional.empty();
            }
            Silence silence = new Silence();
            Reading more = log.get().read(silence::heard);
            if (more.to().isPresent()) {
                Instant end = more.to().get();
                return isRecent(more, at) || !silence.isLonger(Duration.between(end, at))
                        ? Optional.empty()
                        : Optional.of(
                                "the log is silent since "
                                        + end.truncatedTo(ChronoUnit.SECONDS)
                                        + ": is it still written, is it the right one? (--log FILE)");
            }
        }
        return Optional.empty();
    }

    private static boolean isRecent(Reading read, Instant at) {
        return read.to().filter(end -> !end.isBefore(at.minus(A_DAY))).isPresent();
    }

    private void heard(MailEvent event) {
        long now = event.seen().micros();
        if (last != Long.MIN_VALUE) {
            longest = Math.max(longest, now - last);
        }
        last = Math.max(last, now);
    }

    private boolean isLonger(Duration silent) {
        return silent.compareTo(Duration.of(longest, ChronoUnit.MICROS)) > 0;
    }
}
