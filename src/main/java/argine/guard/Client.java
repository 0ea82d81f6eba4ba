// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.mail.ClientAddress;

/**
 * Who is at the other end of the connection; name and HELO are what they say of themselves.
 *
 * @param encrypted whether the connection is under TLS
 */
public record Client(ClientAddress address, String name, String helo, boolean encrypted) {
    /** For questions that are about no connection. */
    public static final Client NONE = new Client(ClientAddress.NONE, "", "", false);

    /** One machine is one client, however its address is written. */
    public Client {
        address = address.inner();
    }

    public static Client at(ClientAddress address) {
        return new Client(address, "", "", false);
    }
}
