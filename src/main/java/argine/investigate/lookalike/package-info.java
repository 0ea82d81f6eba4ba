/**
 * One class for each honest behaviour that looks like a theft.
 *
 * <p>Begin at {@link argine.investigate.lookalike.LookAlikes}, the list.
 */
@NullMarked
package argine.investigate.lookalike;

import org.jspecify.annotations.NullMarked;
