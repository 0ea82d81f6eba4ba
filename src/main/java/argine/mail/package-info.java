/**
<<<<<<< HEAD
 * The words that every room uses: addresses, queue IDs, and what happened on a mail server.
 *
 * <p>Begin at {@link argine.mail.MailEvent}: the sealed list of everything a log can tell. This
 * room knows nobody, no file format and no mail server.
=======
 * The words of the field: addresses, queue IDs, envelopes, and what a mail server said happened.
 *
 * <p>Records whose constructors refuse what cannot be. All of them may hold text that a stranger
 * chose. This room knows no other; every other room knows it.
>>>>>>> 70164d658baea55fc01a8aec989d8d0a21aad8dc
 */
@NullMarked
package argine.mail;

import org.jspecify.annotations.NullMarked;
