/**
 * A log while it is written: the same readers as over a finished one, and neither a line lost nor
 * one taken twice when the file is rotated or this program started anew.
 *
 * <p>Begin at {@link argine.server.follow.Follower}. Nothing here waits: whoever follows calls
 * again.
 */
@NullMarked
package argine.server.follow;

import org.jspecify.annotations.NullMarked;
