// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

import java.io.IOException;
import java.util.List;

/** What decides at a login: it can be asked whom it lets in, and told to forget what it learned. */
public interface Gate {

    /** What it says to one login. */
    enum Answer {
        /** The account may log in here with its password. */
        OPEN,
        /** Whoever logs in as this account here is refused, whatever the password. */
        SHUT
    }

    /** The services that ask it, for example {@code imap, pop3, smtp}. */
    List<String> services();

    /** The services through which mail is sent. */
    List<String> sending();

    /** What takes logins and asks something else than this. */
    List<String> elsewhere();

    /** Whether passwords are kept in one place only, so that a new one leaves no old one behind. */
    boolean keepsOnePassword();

    /** Whether an account may log in, without its password. */
    Answer ask(String account, String service) throws IOException;

    /** Tries a password as a client of a service would; true when it is let in. */
    boolean lets(String account, String service, String password) throws IOException;

    /** Forgets what it learned of an account's password. */
    void forget(String account) throws IOException;
}
