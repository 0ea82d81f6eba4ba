/**
 * Who gets into a mail server, and how that is changed: the ports that containing a theft needs.
 *
 * <p>Begin at {@link argine.server.access.AccountStore}. Nothing in here knows a product; {@code
 * argine.server.dovecot}, {@code postfix}, {@code icewarp} and others serve these ports.
 */
@NullMarked
package argine.server.access;

import org.jspecify.annotations.NullMarked;
