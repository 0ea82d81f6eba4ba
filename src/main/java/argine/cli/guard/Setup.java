// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.Configuration;
import argine.guard.Directory;
import argine.guard.loop.Messenger;
import argine.guard.wire.DoorSign;
import argine.guard.wire.Endpoint;
import argine.guard.wire.Listen;
import argine.guard.wire.tls.Tls;
import argine.mail.Network;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * All that the daemon is told from outside, read together.
 *
 * @param token what must be known to ask over HTTP; empty where nothing must
 * @param tls the certificate with its key, as they were when the configuration was read
 */
public record Setup(
        Configuration guard,
        Listen listen,
        Directory directory,
        String token,
        Optional<Tls> tls,
        Watching watching,
        List<Messenger> messengers) {
    private static final Duration SOON = Duration.ofDays(7);

    /** One that speaks no TLS and looks at no log. */
    public Setup(Configuration guard, Listen listen, Directory directory, String token) {
        this(guard, listen, directory, token, Optional.empty(), Watching.NOTHING, List.of());
    }

    /** Where it is read from, at the start and at every reload. */
    @FunctionalInterface
    interface Source {
        Setup read() throws IOException;
    }

    DoorSign sign(String name, Endpoint endpoint) {
        return listen.sign(name, endpoint, tls);
    }

    /** What may be meant and often is not, a sentence each. */
    List<String> warnings(Instant now) {
        List<String> all = new ArrayList<>(listen.warnings());
        if (!guard.intrusion().stance().isOff() && !listen.http().isEmpty() && token.isEmpty()) {
            all.add(
                    "anybody on this host may report offences over HTTP and so bar a network;"
                            + " name a secret: http-token-file in [listen]");
        }
        all.addAll(watching.unreadable());
        if (watching.ways().isOwnQueueOnly()) {
            all.add(
                    "alerts go through this host's own mail queue alone, which a flood fills and"
                            + " others may refuse by then; name another mail host: smtp in [alert],"
                            + " or a webhook besides");
        }
        tls.map(Tls::ends)
                .filter(end -> end.isBefore(now.plus(SOON)))
                .ifPresent(
                        end ->
                                all.add(
                                        "the certificate holds until "
                                                + end
                                                + "; after that clients do not take it"));
        return all;
    }

    /** Whether the directory names accounts; without any, nobody and nothing is local. */
    public boolean knowsAccounts() {
        return directory instanceof AccountDirectory known && known.size() > 0;
    }

    /** The same, with networks that are never barred and never put off. */
    Setup protecting(Collection<Network> networks) {
        return new Setup(
                guard.with(guard.intrusion().with(guard.intrusion().allow().and(networks)))
                        .with(guard.grey().with(guard.grey().allow().and(networks))),
                listen,
                directory,
                token,
                tls,
                watching,
                messengers);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Setup[" + guard + ", " + listen + "]";
    }
}
