/**
 * The command line: one class per command, all of them in one list.
 *
 * <p>Begin at {@link argine.cli.Commands}, the list, then {@link argine.cli.Cli}. A command reads,
 * calls one room and prints; it knows nothing of mail. What every command may rely on is in {@link
 * argine.cli.desk.Command}, what its exit means in {@link argine.cli.desk.Exit}.
 */
@NullMarked
package argine.cli;

import org.jspecify.annotations.NullMarked;
