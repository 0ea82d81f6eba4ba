// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import static java.time.temporal.ChronoUnit.SECONDS;

import argine.mail.Plural;
import java.util.Optional;

/**
 * Messages on hold that nobody came back to; counts those that came long ago.
 *
 * <p>What is held is neither delivered nor bounced: among spam that was set aside there may be
 * somebody's invoice. It is never critical unless somebody says so.
 */
final class OldHolds implements Check {
    @Override
    public String word() {
        return "holds";
    }

    @Override
    public Figure figure() {
        return Figure.OLD_HOLDS;
    }

    @Override
    public Limit limit() {
        return new Limit(1, Limit.NEVER);
    }

    @Override
    public Finding judge(Snapshot now, Past past, Limit limit) {
        long old = now.count(Figure.OLD_HOLDS);
        long held = now.count(Figure.HELD);
        String since =
                now.oldestHold()
                        .map(oldest -> "; the oldest came at " + oldest.truncatedTo(SECONDS))
                        .orElse("");
        String says =
                held == 0
                        ? "nothing is on hold"
                        : old
                                + " of "
                                + Plural.of(held, "message")
                                + " on hold "
                                + (old == 1 ? "was" : "were")
                                + " forgotten"
                                + since;
        return finding(limit.state(old), old, Optional.empty(), limit, says);
    }
}
