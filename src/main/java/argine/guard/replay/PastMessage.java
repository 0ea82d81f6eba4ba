// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import argine.guard.Client;
import argine.mail.Address;
import argine.mail.QueueId;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A message as the log tells it, once it tells all of its recipients.
 *
 * @param at when it was in the queue
 * @param login as the server wrote it; empty where nobody logged in
 * @param origin {@code uid:33} of a program on this host; else empty
 * @param size in bytes
 * @param count recipients, of whom the log may name fewer
 * @param local those of them who were reached in a mailbox of this server
 */
public record PastMessage(
        Instant at,
        QueueId queueId,
        String login,
        String origin,
        Client client,
        Address sender,
        long size,
        int count,
        List<Address> recipients,
        Set<Address> local) {
    public PastMessage {
        recipients = List.copyOf(recipients);
        local = Set.copyOf(local);
    }
}
