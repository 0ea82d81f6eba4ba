/**
 * Who is logged in to Postfix now, and how that is ended.
 *
 * <p>Begin at {@link argine.server.postfix.access.PostfixAccess}.
 */
@NullMarked
package argine.server.postfix.access;

import org.jspecify.annotations.NullMarked;
