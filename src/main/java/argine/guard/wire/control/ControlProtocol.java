// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.control;

import argine.guard.wire.Connection;
import argine.guard.wire.Protocol;
import argine.guard.wire.http.HttpProtocol;
import argine.guard.wire.http.HttpReply;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lets administrators speak to the daemon, and nobody else.
 *
 * <p>The kernel tells which user is at the other end. The permissions of the socket are a first
 * fence; this is the second, for a socket's group is often the mail server's.
 *
 * @param administrators users of this host, asked for anew at each connection
 */
public record ControlProtocol(ControlDesk desk, Supplier<Set<String>> administrators)
        implements Protocol {

    @Override
    public void converse(Connection connection) throws IOException {
        Optional<String> user = connection.user();
        if (user.isPresent() && administrators.get().contains(user.get())) {
            new HttpProtocol(request -> desk.answer(user.get(), request)).converse(connection);
            return;
        }
        new HttpProtocol(
                        _ ->
                                HttpReply.no(
                                        403,
                                        "only root and the administrators of the guard may do this"))
                .converse(connection);
    }
}
