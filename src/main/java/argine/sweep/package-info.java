/**
 * Takes spam out of the queue, only the spam, so that it can be put back.
 *
 * <p>Begin at {@link argine.sweep.Survey}, which looks at a queue once and plans, and at {@link
 * argine.sweep.Selection}, which says what is meant. A {@link argine.sweep.Plan} touches nothing;
 * what it would hold goes to {@link argine.sweep.custody.Custody}, which holds it. A case comes in
 * as an {@link argine.sweep.Incident}, for this room knows queues and no investigations.
 */
@NullMarked
package argine.sweep;

import org.jspecify.annotations.NullMarked;
