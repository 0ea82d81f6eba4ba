// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import argine.guard.wire.tls.Tls;
import argine.guard.wire.tls.TlsFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
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
 * @param tls the certificate where TLS is spoken
 * @param channels who takes which way into the mail server
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
        Optional<TlsFiles> tls,
        Channels channels,
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
                    Optional.empty(),
                    Channels.PLAIN,
                    Patience.USUAL,
                    DoorSign.USUAL_MOST);

    /** The doors for mail servers and programs, by what is spoken there. */
    public SequencedMap<String, List<Endpoint>> doors() {
        SequencedMap<String, List<Endpoint>> all = new LinkedHashMap<>();
        all.put("policy", policy);
        all.put("milter", milter);
        all.put("http", http);
        all.put("line", line);
        all.put("metrics", metrics);
        return all;
    }

    /**
     * What is wrong with it as a whole.
     *
     * @param key where it is to be mended
     */
    public record Objection(String key, String what) {}

    /** What is wrong with it as a whole; nothing when it is right. */
    public Optional<Objection> objection() {
        for (Map.Entry<String, List<Endpoint>> door : doors().entrySet()) {
            Set<Endpoint> places = new HashSet<>();
            for (Endpoint endpoint : door.getValue()) {
                Optional<Objection> objection =
                        places.add(endpoint.place())
                                ? objection(door.getKey(), endpoint)
                                : objection(door.getKey(), "twice at " + endpoint.place());
                if (objection.isPresent()) {
                    return objection;
                }
            }
        }
        if (http.stream().anyMatch(endpoint -> !endpoint.isLoopback()) && tokenFile.isEmpty()) {
            return objection("http", "it is open to other hosts and has no http-token-file");
        }
        return control instanceof Endpoint.Unix
                ? Optional.empty()
                : objection(
                        "control", "must be a UNIX socket, which tells who is at its other end");
    }

    private Optional<Objection> objection(String name, Endpoint endpoint) {
        if (!endpoint.isLoopback() && !remote) {
            return objection(
                    "remote",
                    endpoint
                            + " can be reached from other hosts; if that is meant, and a firewall"
                            + " lets only your mail servers in, say remote = true");
        }
        return endpoint.isTls() && tls.isEmpty()
                ? objection(
                        name,
                        endpoint
                                + " needs a certificate; say tls = { certificate = \"FILE\", key ="
                                + " \"FILE\" }")
                : Optional.empty();
    }

    private static Optional<Objection> objection(String key, String what) {
        return Optional.of(new Objection(key, what));
    }

    /** What may be meant and often is not, a sentence each. */
    public List<String> warnings() {
        List<String> all = new ArrayList<>(access.warnings());
        doors().forEach((name, at) -> at.forEach(endpoint -> warn(name, endpoint, all)));
        if (tls.isPresent()
                && doors().values().stream().flatMap(List::stream).noneMatch(Endpoint::isTls)) {
            all.add("there is a certificate, and no door begins with tls:");
        }
        return all;
    }

    private void warn(String name, Endpoint endpoint, List<String> to) {
        String door = name + " at " + endpoint + ": ";
        if (!endpoint.isTls() && !endpoint.isLoopback()) {
            to.add(
                    door
                            + "other hosts reach it without TLS: accounts, addresses and the token"
                            + " can be read on the way, and changed");
        }
        if (endpoint.isTls() && (name.equals("policy") || name.equals("milter"))) {
            to.add(
                    door
                            + "Postfix and Sendmail speak no TLS here and will not reach it, unless"
                            + " a tunnel such as stunnel does it for them");
        }
        if (endpoint.isTls()
                && name.equals("line")
                && tls.flatMap(TlsFiles::clientCa).isPresent()) {
            to.add(door + "with client-ca Exim does not get in: readsocket shows no certificate");
        }
    }

    /** A sign for each endpoint of a protocol. */
    public DoorSign sign(String name, Endpoint endpoint, Optional<Tls> with) {
        return new DoorSign(
                name, endpoint, access, patience, most, with.filter(_ -> endpoint.isTls()));
    }
}
