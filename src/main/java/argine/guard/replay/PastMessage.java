// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import argine.guard.Channel;
import argine.guard.Client;
import argine.mail.Address;
import argine.mail.QueueId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A message as the log tells it, once it tells all of its recipients.
 *
 * @param at when it was in the queue
 * @param login as the server wrote it; empty where nobody logged in
 * @param origin {@code uid:33} of a program on this host, {@code mailbox:rossi@corp.test} of one
 *     that sent it by itself; else empty
 * @param channel in which way a mailbox sent it by itself; nothing where the log tells of none
 * @param size in bytes
 * @param count recipients, of whom the log may name fewer
 * @param local those of them who were reached in a mailbox of this server
 */
public record PastMessage(
        Instant at,
        QueueId queueId,
        String login,
        String origin,
        Optional<Channel> channel,
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
