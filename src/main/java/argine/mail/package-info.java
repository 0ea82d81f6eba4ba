/**
 * The words that every room uses: addresses, queue IDs, and what happened on a mail server.
 *
 * <p>Begin at {@link argine.mail.MailEvent}: the sealed list of everything a log can tell. This
 * room knows nobody, no file format and no mail server.
 */
@NullMarked
package argine.mail;

import org.jspecify.annotations.NullMarked;
