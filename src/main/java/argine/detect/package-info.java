/**
 * Joins what happened into the life of each message and the habits of each account, and says what
 * is unusual and why.
 *
 * <p>Begin at {@link argine.detect.Trails}, which takes one {@link argine.mail.MailEvent} after
 * another, and at {@link argine.detect.Ledger}, what is known after them. A {@link
 * argine.detect.Signal} looks at one {@link argine.detect.Profile} and raises an {@link
 * argine.detect.Alarm} or not. Pure: no file, no clock, no mail server; the same over a finished
 * log and over live events.
 */
@NullMarked
package argine.detect;

import org.jspecify.annotations.NullMarked;
