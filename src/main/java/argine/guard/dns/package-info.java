/**
 * What is asked of the DNS, beside all decisions: none ever waits for an answer.
 *
 * <p>Begin at {@link argine.guard.dns.Inquiries}, which bounds how much is asked, and {@link
 * argine.guard.dns.Lasting}, which bounds what is remembered of it. How a name server is asked is
 * handed in and not known here.
 */
@NullMarked
package argine.guard.dns;

import org.jspecify.annotations.NullMarked;
