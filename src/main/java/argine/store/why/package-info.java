/**
 * What was not simply let through, so that who asks by a code gets the whole story.
 *
 * <p>Begin at {@link argine.store.why.Refusals}.
 */
@NullMarked
package argine.store.why;

import org.jspecify.annotations.NullMarked;
