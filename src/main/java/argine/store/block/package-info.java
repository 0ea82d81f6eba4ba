/**
 * Who may not send, and why; written so that no crash and no damaged file lets them back in.
 *
 * <p>Begin at {@link argine.store.block.Blocks}.
 */
@NullMarked
package argine.store.block;

import org.jspecify.annotations.NullMarked;
