/**
 * What Exim is told to do, as far as it asks others.
 *
 * <p>Begin at {@link argine.server.exim.EximAcls}. Its logs and its queue are read by nobody here.
 */
@NullMarked
package argine.server.exim;

import org.jspecify.annotations.NullMarked;
