/**
 * One class for each thing that may be asked of a message, all of them in one list.
 *
 * <p>Begin at {@link argine.sweep.condition.Conditions}, the list.
 */
@NullMarked
package argine.sweep.condition;

import org.jspecify.annotations.NullMarked;
