// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.Network;
import java.util.List;
import java.util.Set;

/**
 * What a server's configuration says about itself, as far as it could be read.
 *
 * <p>{@code ownNetworks} are the clients that may relay without a login ({@code mynetworks});
 * {@code localDomains} are the domains it delivers itself, in lower case.
 */
public record Settings(String where, List<Network> ownNetworks, Set<String> localDomains) {

    /** 127.0.0.1 and ::1 only: what is local where the server says nothing. */
    public static final Settings UNKNOWN = new Settings("", networks("127.0.0.1", "::1"), Set.of());

    private static List<Network> networks(String... addresses) {
        return java.util.Arrays.stream(addresses)
                .flatMap(text -> Network.parse(text).stream())
                .toList();
    }
}
