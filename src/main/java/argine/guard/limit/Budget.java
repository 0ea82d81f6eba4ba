// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import java.util.List;
import java.util.Map;

/**
 * All limits of one channel, by who shares them.
 *
 * @param limits for each scope; none where a scope is not in it
 * @param hold whether a message over a limit is accepted and held instead of put off
 */
public record Budget(Map<Scope, List<Limit>> limits, boolean hold) {
    public static final Budget NONE = new Budget(Map.of(), false);

    public Budget {
        limits = Map.copyOf(limits);
    }

    List<Limit> of(Scope scope) {
        return limits.getOrDefault(scope, List.of());
    }
}
