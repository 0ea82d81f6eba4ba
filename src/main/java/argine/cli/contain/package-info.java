/**
 * Containing as it is typed and read.
 *
 * <p>Begin at {@link argine.cli.contain.Contain}.
 */
@NullMarked
package argine.cli.contain;

import org.jspecify.annotations.NullMarked;
