/**
 * The milter protocol, version 6, as Postfix and Sendmail speak it to a filter.
 *
 * <p>Begin at {@link argine.guard.wire.milter.MilterProtocol}. It is the better door for outgoing
 * mail: it sees all accepted recipients at once, the From header and the real size, its answer is
 * one for the whole message, and it can have a message held.
 */
@NullMarked
package argine.guard.wire.milter;

import org.jspecify.annotations.NullMarked;
