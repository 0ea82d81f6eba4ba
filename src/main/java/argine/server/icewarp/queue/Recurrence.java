// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a message that the log tells of is the one in a queue file, or another one under the same
 * MsgID: short ones come again.
 *
 * <p>The server's own trace line tells when the one in the file came in. The time of a file is that
 * of its last copy, so without the line they are taken for the same.
 */
public final class Recurrence {
    /** Less than from one day to the next, more than a zone that was guessed moves a time. */
    private static final Duration LONGEST = Duration.ofHours(20);

    private Recurrence() {}

    /** Whether the message that came in at that time is another one. */
    public static boolean isAnother(QueueFileReader.Found found, Instant at) {
        return found.trace()
                .flatMap(TraceLine::arrival)
                .filter(arrival -> distance(arrival, at).compareTo(LONGEST) > 0)
                .isPresent();
    }

    public static Duration distance(Instant one, Instant other) {
        return Duration.between(one, other).abs();
    }
}
