/**
 * Says whether something is wrong now: one class for each thing to look at.
 *
 * <p>Begin at {@link argine.detect.check.Checks}, the list. A check sees a {@link
 * argine.detect.check.Snapshot}, what the server is doing now, and the {@link
 * argine.detect.check.Past}, what it usually does, and returns one {@link
 * argine.detect.check.Finding}. Pure: no file, no clock, no mail server. {@link
 * argine.detect.check.Traffic} and {@link argine.detect.check.QueueCount} make the figures from the
 * events of a log and the messages of a queue.
 */
@NullMarked
package argine.detect.check;

import org.jspecify.annotations.NullMarked;
