/**
 * The doors of the guard: bytes in, questions out, exactly one answer back.
 *
 * <p>Begin at {@link argine.guard.wire.Doors}, which opens them, and at {@link
 * argine.guard.wire.Protocol}, which is what a room below has one of. What comes in was written by
 * strangers: it is bounded in length and in time, and what is not the protocol ends its connection
 * and no other. Nothing here knows a rule.
 */
@NullMarked
package argine.guard.wire;

import org.jspecify.annotations.NullMarked;
