/**
 * What stands in Postfix's tables as a whole.
 *
 * <p>Begin at {@link argine.server.postfix.table.CatchAlls}.
 */
@NullMarked
package argine.server.postfix.table;

import org.jspecify.annotations.NullMarked;
