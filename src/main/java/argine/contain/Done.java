// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import java.time.Duration;

/** What came of one step, and how long after the order. */
public record Done(Step step, Outcome outcome, String what, Duration after) {

    /** The ways in which a step ends. */
    public enum Outcome {
        DONE,
        /** There was nothing to do. */
        NOTHING,
        /** It could not be done, or not all of it. */
        NOT_DONE,
        LEFT_OUT
    }
}
