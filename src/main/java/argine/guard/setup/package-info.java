/**
 * Reads the guard's configuration and says everything that is wrong with it at once.
 *
 * <p>Begin at {@link argine.guard.setup.ConfigurationFile}.
 */
@NullMarked
package argine.guard.setup;

import org.jspecify.annotations.NullMarked;
