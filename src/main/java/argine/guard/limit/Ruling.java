// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import argine.guard.Channel;
import argine.guard.Decision;
import java.util.List;

/**
 * What the limits say of a message.
 *
 * @param counters how each limit stood, one a line
 * @param warnings limits that are nearly used up by it
 * @param repeated whether the server asked before and got the same answer
 */
public record Ruling(
        Decision decision, List<String> counters, List<Warning> warnings, boolean repeated) {
    static final Ruling PASS = new Ruling(Decision.PASS, List.of(), List.of(), false);

    /** A limit that is nearly used up. */
    public record Warning(Channel channel, String subject, Limit limit, long used) {}

    static Ruling again(Decision decision) {
        return new Ruling(decision, List.of(), List.of(), true);
    }
}
