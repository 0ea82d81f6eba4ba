/**
 * The words of the field: addresses, queue IDs, envelopes, and what a mail server said happened.
 *
 * <p>Records whose constructors refuse what cannot be. All of them may hold text that a stranger
 * chose. This room knows no other; every other room knows it.
 */
@NullMarked
package argine.mail;

import org.jspecify.annotations.NullMarked;
