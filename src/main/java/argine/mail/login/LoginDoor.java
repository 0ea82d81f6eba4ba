// SPDX-License-Identifier: Apache-2.0
package argine.mail.login;

import java.net.InetSocketAddress;

/**
 * Where a mail program logs in.
 *
 * @param where resolved only when it is called
 * @param tlsFirst whether TLS comes before everything, as on port 993
 */
public record LoginDoor(Speech speech, InetSocketAddress where, boolean tlsFirst) {

    /** What is spoken there. */
    public enum Speech {
        IMAP,
        POP3,
        SIEVE,
        SMTP
    }

    /** As it is named to people. */
    @Override
    public String toString() {
        String host = where.getHostString();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + where.getPort();
    }
}
