// SPDX-License-Identifier: Apache-2.0
package argine.guard.rule;

import argine.guard.Mode;
import argine.guard.Rule;
import argine.store.block.Block;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The list of all rules. Limits are not in it: they count, and all of them at once. */
public final class Rules {
    private Rules() {}

    /**
     * Every rule; who is contained comes first, so that no other rule's failure lets them pass.
     *
     * @param blockOf how an account is stopped, if it is
     * @param barred keeps out those who are barred
     * @param expired knows whose password is too old
     * @param ownership who may send as what
     * @param sender what comes of a message under somebody else's name
     */
    public static List<Rule> all(
            Function<String, Optional<Block>> blockOf,
            Rule barred,
            ExpiredPassword expired,
            Ownership ownership,
            Mode sender) {
        return List.of(
                new Contained(blockOf), barred, expired, new SenderMatchesLogin(ownership, sender));
    }
}
