// SPDX-License-Identifier: Apache-2.0
package argine.store.grey;

import java.time.Instant;

/**
 * When somebody first came and last did, and how often they got through.
 *
 * @param last when they last got through, or first came where they never did
 */
public record Passage(String key, Instant first, Instant last, long passes) {
    /** Somebody who was never here. */
    public static Passage begun(String key, Instant now) {
        return new Passage(key, now, now, 0);
    }

    public Passage passed(Instant now) {
        return new Passage(key, first, now, passes + 1);
    }

    public boolean isKnown() {
        return passes > 0;
    }
}
