// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Line;
import argine.mail.Seen;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Failed logins to one account from one network.
 *
 * <p>Small, because strangers make as many of these as they like. The first {@value #TIMES} are
 * kept with their times, so that those before a success can be told from those after it.
 */
public final class Attempts {
    private static final int TIMES = 256;
    private static final long[] NONE = {};

    private long atDoor;
    private long inside;
    private long[] times = NONE;
    private int timed;
    private @Nullable Kept line;
    private @Nullable Kept another;

    void add(Seen seen, boolean isInside) {
        if (isInside) {
            inside++;
        } else {
            atDoor++;
        }
        boolean more = (isInside ? inside : atDoor) > timed;
        if (more && timed < TIMES) {
            if (timed == times.length) {
                times = Arrays.copyOf(times, Math.max(1, timed * 2));
            }
            times[timed++] = seen.micros();
        }
        if (line == null) {
            line = new Kept(seen.line());
        } else if (another == null) {
            another = new Kept(seen.line());
        }
    }

    /** The door and the password check report the same failures, so not their sum. */
    public long count() {
        return Math.max(atDoor, inside);
    }

    /** How many came before a time; beyond the first {@value #TIMES} the last one kept decides. */
    public long before(long micros) {
        long before = 0;
        for (int i = 0; i < timed; i++) {
            before += times[i] < micros ? 1 : 0;
        }
        return timed > 0 && before == timed ? count() : before;
    }

    public long first() {
        return timed == 0 ? Usage.NEVER : Arrays.stream(times, 0, timed).min().orElse(Usage.NEVER);
    }

    public List<Line> lines() {
        return kept().map(Kept::line).toList();
    }

    /** The first two lines. */
    Stream<Kept> kept() {
        return Stream.of(line, another).flatMap(Stream::ofNullable);
    }
}
