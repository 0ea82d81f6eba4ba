// SPDX-License-Identifier: Apache-2.0
package argine.store.bar;

import argine.mail.Network;

/** Whom a bar keeps out. */
public sealed interface Barred {
    /** Everybody in a network. */
    record Clients(Network network) implements Barred {
        @Override
        public String toString() {
            return network.toString();
        }
    }

    /** Everybody from networks in which the login is not at home. */
    record Strangers(String login) implements Barred {
        @Override
        public String toString() {
            return "strangers at " + login;
        }
    }
}
