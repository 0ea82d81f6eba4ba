// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import argine.guard.Channel;
import argine.store.count.Charge;

/** How a limit of somebody stands. */
public record Standing(Channel channel, Scope scope, String subject, Limit limit, long used) {
    /** How much of the limit is used, in percent; 0 of one that never refuses. */
    public long percent() {
        return limit.most() == Charge.UNLIMITED || limit.most() == 0
                ? 0
                : used * 100 / limit.most();
    }
}
