// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.mail.Network;
import argine.sweep.Condition;
import argine.sweep.Sighting;

/** Brought by a client of this network. */
record FromClient(Network network) implements Condition {
    static FromClient of(String text) {
        return new FromClient(
                Network.parse(text)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "'"
                                                        + text
                                                        + "' is not a network; write 203.0.113.9,"
                                                        + " 203.0.113.0/24 or 2001:db8::/48")));
    }

    @Override
    public boolean holds(Sighting sighting) {
        return network.contains(sighting.message().envelope().client());
    }

    @Override
    public String words() {
        return "client " + network;
    }

    @Override
    public boolean namesWho() {
        return true;
    }
}
