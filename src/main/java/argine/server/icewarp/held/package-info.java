/**
 * Where messages of IceWarp Server are held, which has no hold of its own.
 *
 * <p>Begin at {@link argine.server.icewarp.held.Quarantine}. It knows files and paths, and nothing
 * of what is in them.
 */
@NullMarked
package argine.server.icewarp.held;

import org.jspecify.annotations.NullMarked;
