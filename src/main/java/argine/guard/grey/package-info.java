/**
 * Greylisting: who comes for the first time is asked to come again, which most programs that send
 * spam do not.
 *
 * <p>Begin at {@link argine.guard.grey.Greylist}.
 */
@NullMarked
package argine.guard.grey;

import org.jspecify.annotations.NullMarked;
