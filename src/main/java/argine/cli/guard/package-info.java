/**
 * {@code argine guard}: the daemon at the door.
 *
 * <p>Begin at {@link argine.cli.guard.StandGuard}, which is the daemon's command, and at {@link
 * argine.cli.guard.Daemon}, which puts it together. How it is asked is in {@code argine.cli.ask}.
 */
@NullMarked
package argine.cli.guard;

import org.jspecify.annotations.NullMarked;
