// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import argine.mail.ClientAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the daemon listens and for whom: {@code [listen]} of its configuration.
 *
 * @param control the socket on which administrators speak to it
 * @param access who may open the UNIX sockets
 * @param administrators users of this host who may use the control socket besides root and the
 *     daemon's own user
 * @param remote whether a door may be open to other hosts
 * @param tokenFile what must be known to ask over HTTP
 * @param webmail the addresses from which people's browsers send
 */
public record Listen(
        List<Endpoint> policy,
        List<Endpoint> milter,
        List<Endpoint> http,
        List<Endpoint> line,
        List<Endpoint> metrics,
        Endpoint control,
        Access access,
        Set<String> administrators,
        boolean remote,
        Optional<Path> tokenFile,
        Set<ClientAddress> webmail,
        Patience patience,
        int most) {

    /** Where administrators find the daemon unless they say otherwise. */
    public static final Path CONTROL = Path.of("/run/argine/guard.sock");

    /** Every protocol on its own port of this host. */
    public static final Listen USUAL =
            new Listen(
                    List.of(Endpoint.of("inet:127.0.0.1:10031")),
                    List.of(Endpoint.of("inet:127.0.0.1:10032")),
                    List.of(Endpoint.of("inet:127.0.0.1:10033")),
                    List.of(Endpoint.of("inet:127.0.0.1:10034")),
                    List.of(Endpoint.of("inet:127.0.0.1:10035")),
                    new Endpoint.Unix(CONTROL),
                    Access.USUAL,
                    Set.of(),
                    false,
                    Optional.empty(),
                    Set.of(),
                    Patience.USUAL,
                    DoorSign.USUAL_MOST);

    /** What is wrong with it as a whole; nothing when it is right. */
    public Optional<String> objection() {
        for (List<Endpoint> door : List.of(policy, milter, http, line, metrics)) {
            for (Endpoint endpoint : door) {
                if (!endpoint.isLoopback() && !remote) {
                    return Optional.of(
                            endpoint
                                    + " can be reached from other hosts; if that is meant, and a firewall"
                                    + " lets only your mail servers in, say remote = true");
                }
            }
        }
        if (http.stream().anyMatch(endpoint -> !endpoint.isLoopback()) && tokenFile.isEmpty()) {
            return Optional.of("http is open to other hosts and has no http-token-file");
        }
        return control instanceof Endpoint.Unix
                ? Optional.empty()
                : Optional.of("control must be a UNIX socket, which tells who is at its other end");
    }

    /** A sign for each endpoint of a protocol. */
    public DoorSign sign(String name, Endpoint endpoint) {
        return new DoorSign(name, endpoint, access, patience, most);
    }
}
