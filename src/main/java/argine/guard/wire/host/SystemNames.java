// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.host;

import argine.mail.ClientAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names in the DNS as this host's own resolver knows them: its name servers, its time limits.
 *
 * <p>The JDK says in words of the system's language alone whether there is no such name or nobody
 * answered; so it is not told here. It keeps an answer for at most half a minute.
 */
public final class SystemNames {
    private SystemNames() {}

    /**
     * The addresses of a name; none where there are none, or nobody answers.
     *
     * @param name absolute: it ends in a dot, and no search domain is tried
     */
    public static List<ClientAddress> addresses(String name) {
        try {
            return Stream.of(InetAddress.getAllByName(name))
                    .map(address -> ClientAddress.parse(address.getHostAddress()))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (UnknownHostException _) {
            return List.of();
        }
    }
}
