/**
 * Postfix: its log lines, its queue files, its commands.
 *
 * <p>It gives the log and the queue; who has an account, Postfix leaves to others, most often to
 * Dovecot. It knows no other product's room.
 */
@NullMarked
package argine.server.postfix;

import org.jspecify.annotations.NullMarked;
