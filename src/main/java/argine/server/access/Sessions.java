// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

import java.io.IOException;
import java.util.List;

/** The sessions of one server that are open now, and their end. */
public interface Sessions {

    /** What they are, for people: {@code IMAP and POP3}. */
    String what();

    /** Those of an account, and those that may be, for nothing tells yet whose they are. */
    List<Session> of(String account) throws IOException;

    /**
     * To be called when the account is refused: whoever brings mail without a login from then on
     * has not logged in as it, and who did before may have since.
     */
    default void refused(String account) throws IOException {}

    /**
     * Other sessions of which nothing tells whose they are, and that are left alone at first: most
     * of them are of no account, and end by themselves or say what they are.
     */
    default List<Session> strangers(String account) throws IOException {
        return List.of();
    }

    /**
     * Ends sessions that {@link #of} or {@link #strangers} found; one that has ended by itself is
     * no trouble.
     */
    void end(String account, List<Session> sessions) throws IOException;

    /** How a person does it, where it cannot be done from here. */
    String byHand(String account);
}
