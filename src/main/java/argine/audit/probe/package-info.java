/**
 * Asks a running mail server, in its own protocol, what it would do for a thief.
 *
 * <p>Begin at {@link argine.audit.probe.Probe}. Only this host's own addresses are asked, and no
 * dialogue goes as far as DATA: nothing is ever sent.
 */
@NullMarked
package argine.audit.probe;

import org.jspecify.annotations.NullMarked;
