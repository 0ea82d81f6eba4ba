// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.mail.QueueId;
import java.io.IOException;
import java.util.Set;

/**
 * Takes an account's mail out of the queue so that it can be put back; handed in. What an
 * administrator has put back is left where it is.
 */
public interface QueueHold {

    /**
     * What came of it.
     *
     * @param receipt by which it is put back; empty if nothing was held
     * @param left messages of the account that are still on their way
     * @param putBack messages that were held before and put back, and are let alone
     * @param all the others of the account, those that somebody held before included: a delivery of
     *     one may have begun
     */
    record Held(long messages, String receipt, long left, long putBack, Set<QueueId> all) {}

    /** How many messages of the account wait now, and how many more that were put back. */
    record Waiting(long messages, long putBack) {}

    Waiting waiting(String account) throws IOException;

    /** The command that holds what waits of the account, put back or not. */
    String byHand(String account);

    Held hold(String account) throws IOException;

    /** What is said of those that were put back. */
    default String left(String account, long putBack) {
        return putBack == 0
                ? ""
                : "; "
                        + putBack
                        + (putBack == 1
                                ? " that was held before and put back is left: "
                                : " that were held before and put back are left: ")
                        + byHand(account)
                        + (putBack == 1 ? " takes it all the same" : " takes them all the same");
    }
}
