// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.http;

import argine.guard.wire.Connection;
import argine.guard.wire.MalformedException;
import argine.guard.wire.Protocol;
import java.io.IOException;
import java.util.Optional;

/** Answers HTTP requests, one after the other; what is not one is told so, and that is the end. */
public final class HttpProtocol implements Protocol {
    private final Route route;

    public HttpProtocol(Route route) {
        this.route = route;
    }

    @Override
    public void converse(Connection connection) throws IOException {
        HttpReader reader = new HttpReader(connection);
        try {
            Optional<HttpRequest> request = reader.next();
            while (request.isPresent()) {
                boolean more = request.get().keepAlive();
                connection.write(route.answer(request.get()).bytes(more));
                if (!more) {
                    return;
                }
                request = reader.next();
            }
        } catch (MalformedException e) {
            connection.finish(HttpReply.no(400, String.valueOf(e.getMessage())).bytes(false));
            throw e;
        }
    }
}
