// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.http;

import java.io.IOException;

/** What answers a request. */
@FunctionalInterface
public interface Route {
    HttpReply answer(HttpRequest request) throws IOException;
}
