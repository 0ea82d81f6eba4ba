// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import argine.mail.ClientAddress;
import argine.mail.Network;
import java.util.List;
import java.util.Set;

/** A set of networks that is asked for many addresses. */
final class Networks {
    private final Set<Network> all;
    private final List<Network> odd;

    Networks(Set<Network> networks) {
        this.all = Set.copyOf(networks);
        this.odd = networks.stream().filter(Networks::isOdd).toList();
    }

    /** Of neither of the sizes that an investigation names. */
    private static boolean isOdd(Network network) {
        return !network.equals(network.base().network()) && !network.equals(network.base().host());
    }

    boolean contains(ClientAddress client) {
        return !client.equals(ClientAddress.NONE)
                && (all.contains(client.network())
                        || all.contains(client.host())
                        || odd.stream().anyMatch(network -> network.contains(client)));
    }

    int size() {
        return all.size();
    }
}
