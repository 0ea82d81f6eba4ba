/**
 * What every command finds on its desk: the terminal it writes to, the options that several share,
 * and the exit codes.
 *
 * <p>Begin at {@link argine.cli.desk.Command}. Nothing here knows a single command.
 */
@NullMarked
package argine.cli.desk;

import org.jspecify.annotations.NullMarked;
