// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.mail.QueueId;
import java.io.IOException;
import java.util.Set;

/** Takes an account's mail out of the queue so that it can be put back; handed in. */
public interface QueueHold {

    /**
     * What came of it.
     *
     * @param receipt by which it is put back; empty if nothing was held
     * @param left messages of the account that are still on their way
     * @param all the account's, those that somebody held before included: a delivery of one may
     *     have begun
     */
    record Held(long messages, String receipt, long left, Set<QueueId> all) {}

    /** How many messages of the account wait now. */
    long waiting(String account) throws IOException;

    Held hold(String account) throws IOException;
}
