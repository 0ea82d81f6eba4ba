/**
 * Who may log in to IceWarp, and how that is changed.
 *
 * <p>Begin at {@link argine.server.icewarp.access.IcewarpAccess}.
 */
@NullMarked
package argine.server.icewarp.access;

import org.jspecify.annotations.NullMarked;
