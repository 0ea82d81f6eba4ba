// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import java.time.Duration;

/**
 * How long a client may take.
 *
 * @param idle between two requests; Postfix itself closes after 300 s without one
 * @param request from the first byte of a request to the last byte of its answer
 */
public record Patience(Duration idle, Duration request) {
    public static final Patience USUAL =
            new Patience(Duration.ofMinutes(20), Duration.ofSeconds(20));
}
