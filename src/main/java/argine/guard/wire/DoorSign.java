// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import argine.guard.wire.tls.Tls;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * What stands on a door: which protocol, where, for whom, for how many.
 *
 * @param name the protocol's name, in the log and in the metrics
 * @param tls what a door where TLS is spoken speaks it with; nothing at the others
 * @param most how many connections may be open at a time
 */
public record DoorSign(
        String name,
        Endpoint endpoint,
        Access access,
        Patience patience,
        int most,
        Optional<Tls> tls) {
    /** More than any mail server opens, and fewer than a process may have files open. */
    public static final int USUAL_MOST = 16_000;

    public DoorSign {
        if (endpoint.isTls() != tls.isPresent()) {
            throw new IllegalArgumentException(endpoint + " and TLS do not go together");
        }
    }

    /** What makes it the same door, whatever else on it is changed. */
    record Place(String name, Endpoint endpoint) {}

    Place place() {
        return new Place(name, endpoint.place());
    }

    /** What is spoken over a connection that came in. */
    ByteChannel over(SocketChannel socket) throws IOException {
        return tls.isPresent() ? tls.get().over(socket) : socket;
    }

    public static DoorSign of(String name, Endpoint endpoint) {
        return new DoorSign(
                name, endpoint, Access.USUAL, Patience.USUAL, USUAL_MOST, Optional.empty());
    }
}
