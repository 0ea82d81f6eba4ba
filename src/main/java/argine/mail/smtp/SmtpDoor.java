// SPDX-License-Identifier: Apache-2.0
package argine.mail.smtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a mail server is called, and as whom.
 *
 * @param tlsFirst whether TLS comes before everything, as on port 465
 * @param here whether it is this host itself: nobody stands between, so any certificate is taken
 * @param from the address of this host to call from
 */
public record SmtpDoor(
        InetSocketAddress where,
        boolean tlsFirst,
        boolean here,
        Optional<InetAddress> from,
        String helo) {
    private static final int SUBMISSIONS = 465;

    /** The door at an address as it usually is: what its port says, and its address. */
    public static SmtpDoor at(InetSocketAddress where, String helo) {
        boolean here = !where.isUnresolved() && where.getAddress().isLoopbackAddress();
        return new SmtpDoor(where, where.getPort() == SUBMISSIONS, here, Optional.empty(), helo);
    }

    /** As it was named, for people. */
    @Override
    public String toString() {
        String host = where.getHostString();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + where.getPort();
    }
}
