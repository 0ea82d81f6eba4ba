// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

/** How a check turned out, from best to worst. */
public enum State {
    /** As it should be. */
    OK,
    /** Nothing could be said: what it takes was not there. */
    NOT_LOOKED_AT,
    /** Somebody should look today. */
    WARNING,
    /** Somebody should look now. */
    CRITICAL;

    public boolean isTrouble() {
        return this == WARNING || this == CRITICAL;
    }
}
