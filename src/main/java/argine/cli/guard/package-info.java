/**
 * {@code argine guard}: the daemon at the door, and how administrators speak to it.
 *
 * <p>Begin at {@link argine.cli.guard.StandGuard}, which is the daemon's command, and at {@link
 * argine.cli.guard.Daemon}, which puts it together. The other commands ask the running daemon over
 * its {@link argine.cli.guard.ControlSocket}.
 */
@NullMarked
package argine.cli.guard;

import org.jspecify.annotations.NullMarked;
