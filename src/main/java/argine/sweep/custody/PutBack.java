// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.server.Holds;
import argine.store.ReceiptId;
import argine.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    public static Set<QueueId> of(
            String account, List<QueuedMessage> waiting, Store store, Holds holds)
            throws IOException {
        if (waiting.isEmpty()) {
            return Set.of();
        }
        List<Holds.Slip> slips = new ArrayList<>();
        for (ReceiptId receipt : store.receipts()) {
            Ledger ledger = Ledger.read(store, receipt);
            if (ledger.mayBeOf(holds)) {
                ledger.messages().stream()
                        .filter(PutBack::wasHeld)
                        .map(Message::slip)
                        .filter(slip -> slip.account().equalsIgnoreCase(account))
                        .forEach(slips::add);
            }
        }
        return holds.again(slips, waiting);
    }

    private static boolean wasHeld(Message message) {
        return message.state() == State.HELD || message.state() == State.RELEASED;
    }
}
