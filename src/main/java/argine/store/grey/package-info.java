/**
 * Who has come how often with mail for whom, for greylisting; bounded, and kept over restarts.
 *
 * <p>Begin at {@link argine.store.grey.Passages}.
 */
@NullMarked
package argine.store.grey;

import org.jspecify.annotations.NullMarked;
