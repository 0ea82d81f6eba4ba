/**
 * Dovecot: its log lines, its accounts, its sessions.
 *
 * <p>It gives the accounts and the log of logins; mail in transit is Postfix's business. It knows
 * no other product's room.
 */
@NullMarked
package argine.server.dovecot;

import org.jspecify.annotations.NullMarked;
