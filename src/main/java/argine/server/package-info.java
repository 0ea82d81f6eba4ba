/**
 * A mail server seen from outside: its log, its queue, its settings.
 *
 * <p>Begin at {@link argine.server.MailServer}, a record of ports, and at {@link
 * argine.server.Servers}, the list of servers that Argine knows. An adapter (one folder each) fills
 * the ports it can serve. Nothing in here judges what it reads.
 */
@NullMarked
package argine.server;

import org.jspecify.annotations.NullMarked;
