/**
 * A mail program's login, in each of the languages that mail programs speak.
 *
 * <p>Begin at {@link argine.mail.login.Login}: one try at one door, and what the server said to it.
 */
@NullMarked
package argine.mail.login;

import org.jspecify.annotations.NullMarked;
