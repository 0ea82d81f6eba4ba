// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import java.io.IOException;

/** Takes an account's mail out of the queue so that it can be put back; handed in. */
public interface QueueHold {

    /**
     * What came of it.
     *
     * @param receipt by which it is put back; empty if nothing was held
     * @param left messages of the account that are still on their way
     */
    record Held(long messages, String receipt, long left) {}

    /** How many messages of the account wait now. */
    long waiting(String account) throws IOException;

    Held hold(String account) throws IOException;
}
