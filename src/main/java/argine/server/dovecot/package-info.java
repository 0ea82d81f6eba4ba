/**
 * Dovecot, seen from outside: who logged in, who failed to, and which session sent what.
 *
 * <p>Begin at {@link argine.server.dovecot.DovecotLines}.
 */
@NullMarked
package argine.server.dovecot;

import org.jspecify.annotations.NullMarked;
