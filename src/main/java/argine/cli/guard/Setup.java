// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.Configuration;
import argine.guard.Directory;
import argine.guard.loop.Messenger;
import argine.guard.wire.Listen;
import argine.mail.Network;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * All that the daemon is told from outside, read together.
 *
 * @param token what must be known to ask over HTTP; empty where nothing must
 */
public record Setup(
        Configuration guard,
        Listen listen,
        Directory directory,
        String token,
        Watching watching,
        List<Messenger> messengers) {

    /** One that looks at no log. */
    public Setup(Configuration guard, Listen listen, Directory directory, String token) {
        this(guard, listen, directory, token, Watching.NOTHING, List.of());
    }

    /** Where it is read from, at the start and at every reload. */
    @FunctionalInterface
    interface Source {
        Setup read() throws IOException;
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
                watching,
                messengers);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Setup[" + guard + ", " + listen + "]";
    }
}
