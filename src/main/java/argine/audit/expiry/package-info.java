/**
 * Whose password grows too old, and what they are told before it does.
 *
 * <p>Begin at {@link argine.audit.expiry.Expiries}. Only accounts of which the directory knows when
 * their password was set have an {@link argine.audit.expiry.Expiry}.
 */
@NullMarked
package argine.audit.expiry;

import org.jspecify.annotations.NullMarked;
