// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.ClientAddress;

/**
 * An account at one client address: where everything counts that it does from there.
 *
 * <p>People send and read from a few addresses thousands of times; the ledger finds the last seats
 * again without looking up account, network, address and neighbours one by one.
 */
record Seat(
        String login,
        ClientAddress client,
        long generation,
        Profile profile,
        Usage usage,
        Usage.AddressUse address) {

    boolean isOf(String who, ClientAddress from, long now) {
        return generation == now && client.equals(from) && login.equals(who);
    }
}
