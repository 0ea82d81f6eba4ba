/**
 * IceWarp's session logs: many sessions written into one another, and what each of them did.
 *
 * <p>Begin at {@link argine.server.icewarp.session.SessionLog}: threads cut lines into {@link
 * argine.server.icewarp.session.Parts}, and {@link argine.server.icewarp.session.Dialogues} joins
 * them, in the order of the log. {@link argine.server.icewarp.session.Logins} is what log and queue
 * know of each other. A password that passes by is overwritten at once.
 */
@NullMarked
package argine.server.icewarp.session;

import org.jspecify.annotations.NullMarked;
