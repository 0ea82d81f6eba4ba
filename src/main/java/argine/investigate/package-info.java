/**
 * Says what kind of trouble it is, whose account, and which lines prove it.
 *
 * <p>Begin at {@link argine.investigate.Investigation}, which puts log, queue and settings together
 * into a {@link argine.investigate.Report}. It knows the ports of a server and never which server
 * it looks at.
 */
@NullMarked
package argine.investigate;

import org.jspecify.annotations.NullMarked;
