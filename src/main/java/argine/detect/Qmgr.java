// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import java.util.Collection;

/**
 * A queue manager process of one host: from when to when it wrote, and how much.
 *
 * <p>A host has one at a time. One that begins while another is long at work was made up, by
 * somebody who can write to the log and does not know the number; so is one that wrote next to
 * nothing.
 *
 * <p><b>Limits.</b> Where several instances of a server share a host, one that was restarted alone
 * is doubted.
 */
final class Qmgr {
    private static final long MINUTE = 60_000_000L;
    private static final long HOUR = 60 * MINUTE;

    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long lines;

    void wrote(long micros) {
        first = Math.min(first, micros);
        last = Math.max(last, micros);
        lines++;
    }

    boolean isReal(Collection<Qmgr> ofHost) {
        long all = ofHost.stream().mapToLong(m -> m.lines).sum();
        return lines * 20 >= all && ofHost.stream().noneMatch(this::intrudesUpon);
    }

    private boolean intrudesUpon(Qmgr other) {
        return other.first < first - HOUR && other.last > first + MINUTE;
    }
}
