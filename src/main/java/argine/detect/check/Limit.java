// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

/** From which number on a check warns, and from which it is critical. */
public record Limit(long warn, long critical) {
    /** A number that is never reached. */
    public static final long NEVER = Long.MAX_VALUE;

    State state(long value) {
        return value >= critical ? State.CRITICAL : value >= warn ? State.WARNING : State.OK;
    }
}
