// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import java.util.Collection;
import java.util.Map;

/**
 * A queue manager process of one host: from when to when it wrote, and how much.
 *
 * <p>A host has one at a time. One that begins while another is long at work was made up, by
 * somebody who can write to the log and does not know the number; so is one that wrote next to
 * nothing. One that follows another is believed a day later, if the other stayed silent: a forger
 * may write at night, while the real one has nothing to do.
 *
 * <p><b>Limits.</b> Where several instances of a server share a host, one that was restarted alone
 * is doubted; so is one that was restarted on the last day of the log.
 */
final class Qmgr {
    private static final long MINUTE = 60_000_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

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
        long latest = ofHost.stream().mapToLong(m -> m.last).max().orElse(last);
        boolean settled = latest - first >= DAY || ofHost.stream().noneMatch(this::follows);
        return lines * 20 >= all && settled && ofHost.stream().noneMatch(this::intrudesUpon);
    }

    private boolean follows(Qmgr other) {
        return other.first < first - HOUR;
    }

    private boolean intrudesUpon(Qmgr other) {
        return follows(other) && other.last > first + MINUTE;
    }

    /** The share, in percent, of what was handled by real ones; {@code host/process} names one. */
    static long percentReal(Few<String> handled, Map<String, Map<Integer, Qmgr>> byHost) {
        long whole = 0;
        long real = 0;
        for (String key : handled.names()) {
            long count = handled.count(key);
            whole += count;
            int slash = key.lastIndexOf('/');
            Map<Integer, Qmgr> known = byHost.getOrDefault(key.substring(0, slash), Map.of());
            Qmgr own = known.get(Integer.parseInt(key.substring(slash + 1)));
            real += own != null && own.isReal(known.values()) ? count : 0;
        }
        return whole == 0 ? 0 : real * 100 / whole;
    }
}
