// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Limits of one account, or one domain, in place of those that all have.
 *
 * @param name the account, or {@code @domain}
 * @param limits each in place of the usual one of its unit and window; the others stay
 * @param until when it ends; nothing if it stays
 * @param reason for whoever reads the configuration next year
 */
public record Allowance(String name, List<Limit> limits, Optional<Instant> until, String reason) {
    public Allowance {
        limits = List.copyOf(limits);
    }
}
