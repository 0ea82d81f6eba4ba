/**
 * Finds where the trouble comes from, whose account it is, and how we know.
 *
 * <p>First the origin, then the account: in one incident of six nobody's password was stolen, and
 * "not a breach, because ..." is a full answer. Every claim keeps the log lines that support it.
 */
@NullMarked
package argine.investigate;

import org.jspecify.annotations.NullMarked;
