/**
 * How much an account, a domain, a network and the whole server may send.
 *
 * <p>Begin at {@link argine.guard.limit.Limits}. A {@link argine.guard.limit.Limit} names its unit:
 * {@code 300 recipients / hour}. Recipients are counted one by one, so an exempt or a local one
 * never excuses the others of its message.
 */
@NullMarked
package argine.guard.limit;

import org.jspecify.annotations.NullMarked;
