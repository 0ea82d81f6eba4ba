/**
 * Answers the mail server's questions while mail is still at the door.
 *
 * <p>Begin at {@link argine.guard.Guard}: it puts each {@link argine.guard.PolicyRequest} to every
 * rule and keeps the strictest {@link argine.guard.Decision}. A rule sees the request, the counters
 * and the time it is given. It knows no protocol, no mail server, no clock, so the same rule works
 * behind Postfix, behind a milter, and in a test.
 */
@NullMarked
package argine.guard;

import org.jspecify.annotations.NullMarked;
