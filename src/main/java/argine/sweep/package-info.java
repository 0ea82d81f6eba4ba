/**
 * Takes spam out of the queue, only the spam, so that it can be put back.
 *
 * <p>What was chosen goes to {@link argine.sweep.custody.Custody}, which holds it.
 */
@NullMarked
package argine.sweep;

import org.jspecify.annotations.NullMarked;
