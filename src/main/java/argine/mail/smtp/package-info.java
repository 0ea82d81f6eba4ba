/**
 * A mail program's end of an SMTP session, and the messages that Argine itself writes.
 *
 * <p>Begin at {@link argine.mail.smtp.SmtpTalk}. Like the words of mail it knows nobody: who is
 * called, and why, is said by whoever calls.
 */
@NullMarked
package argine.mail.smtp;

import org.jspecify.annotations.NullMarked;
