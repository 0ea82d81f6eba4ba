/**
 * One connection of a mail program to a server, line by line.
 *
 * <p>Begin at {@link argine.mail.wire.Wire}. What the lines mean is known by the rooms beside it.
 */
@NullMarked
package argine.mail.wire;

import org.jspecify.annotations.NullMarked;
