// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.http;

import java.util.Map;

/**
 * A request, read whole.
 *
 * @param path without the query
 * @param query what follows the question mark, as it came
 * @param headers by names in lower case
 */
public record HttpRequest(
        String method,
        String path,
        String query,
        Map<String, String> headers,
        byte[] body,
        boolean keepAlive) {

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
