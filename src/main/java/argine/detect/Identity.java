// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.Network;

/**
 * To whom a message is put down: an account where somebody logged in, else the best that is known.
 *
 * <p>Never an account by guess. A mere envelope sender is a {@link Sender}.
 */
public sealed interface Identity {

    /** Who authenticated, in lower case. */
    record Account(String name) implements Identity {}

    /**
     * Somebody who authenticated, but the log that was handed on hides who; told apart by network.
     */
    record Masked(Network network) implements Identity {
        /** What stands for the name. */
        String name() {
            return "UNKNOWN (masked, from " + network + ")";
        }
    }

    /** A program of this host, by its user ID. */
    record Program(int uid) implements Identity {}

    /** A client that may relay without a login. */
    record Relay(ClientAddress client) implements Identity {}

    /** Mail from outside that left again: forwarding. */
    record Forwarding() implements Identity {}

    /** The server's own notices, sent with the null sender. */
    record Notices() implements Identity {}

    /** Mail whose arrival the log does not hold. */
    record Sender(Address sender) implements Identity {}
}
