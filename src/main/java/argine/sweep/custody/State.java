// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

/** The states that a message can be in once a journal names it; one that none names is waiting. */
public enum State {
    /** In the queue: about to be held, or left there. */
    PLANNED,
    /** Held. */
    HELD,
    /** Back in the queue, or delivered since it went back. */
    RELEASED,
    /** Delivered before it could be held, or deleted. */
    GONE
}
