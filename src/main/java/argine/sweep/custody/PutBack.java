// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.mail.QueueId;
import argine.server.Holds;
import argine.store.ReceiptId;
import argine.store.Store;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The messages that were held once and wait in the queue again, because an administrator put them
 * back, with Argine or with the server's own means.
 */
public final class PutBack {
    private PutBack() {}

    /**
     * Those of one account, as the journals and the queue tell; nothing is changed.
     *
     * @param waiting the account's messages in the queue: all others need no look at their files
     */
    public static Set<QueueId> of(String account, Set<QueueId> waiting, Store store, Holds holds)
            throws IOException {
        Set<QueueId> all = new HashSet<>();
        if (waiting.isEmpty()) {
            return all;
        }
        for (ReceiptId receipt : store.receipts()) {
            Ledger ledger = Ledger.read(store, receipt);
            if (ledger.mayBeOf(holds)) {
                for (Message message : ledger.messages()) {
                    if (waiting.contains(message.slip().queueId())
                            && message.slip().account().equalsIgnoreCase(account)
                            && wasHeld(message)
                            && holds.where(message.slip()) == Holds.Whereabouts.QUEUED) {
                        all.add(message.slip().queueId());
                    }
                }
            }
        }
        return all;
    }

    private static boolean wasHeld(Message message) {
        return message.state() == State.HELD || message.state() == State.RELEASED;
    }
}
