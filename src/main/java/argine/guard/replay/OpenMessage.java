// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import argine.guard.Client;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.QueueId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** A message while the log is still telling of it. */
final class OpenMessage implements PastMessages.Past {
    private final QueueId queueId;
    private final String origin;
    private final Client client;
    private final Set<Address> recipients = new LinkedHashSet<>();
    private final Set<Address> local = new HashSet<>();
    private String login = "";
    private String messageId = "";
    private Instant queuedAt = Instant.MAX;
    private Address sender = Address.NULL_SENDER;
    private long size;
    private int count;

    private OpenMessage(QueueId queueId, String origin, Client client) {
        this.queueId = queueId;
        this.origin = origin;
        this.client = client;
    }

    static OpenMessage of(MailEvent.Submitted event) {
        OpenMessage message =
                new OpenMessage(
                        event.queueId(),
                        "",
                        new Client(event.client(), event.clientName(), "", false));
        message.login = event.account();
        return message;
    }

    static OpenMessage of(MailEvent.PickedUp event) {
        return new OpenMessage(event.queueId(), "uid:" + event.uid(), Client.NONE);
    }

    void belongsTo(String account) {
        login = account;
    }

    void named(String id) {
        messageId = id;
    }

    ClientAddress client() {
        return client.address();
    }

    String messageId() {
        return messageId;
    }

    /** Takes what is known when it enters the queue; returns false at a later attempt. */
    boolean queued(MailEvent.Queued event) {
        if (isQueued()) {
            return false;
        }
        queuedAt = event.seen().at();
        sender = event.sender();
        size = event.size();
        count = event.recipients();
        return true;
    }

    private boolean isQueued() {
        return queuedAt.isBefore(Instant.MAX);
    }

    void recipient(Address recipient, boolean here) {
        if (recipients.size() < count) { // an alias may stand for more than the client named
            recipients.add(recipient);
        }
        if (here) {
            local.add(recipient);
        }
    }

    /** Whether nothing more is to be learned about it. */
    boolean isComplete() {
        return recipients.size() >= count;
    }

    Instant queuedAt() {
        return queuedAt;
    }

    QueueId queueId() {
        return queueId;
    }

    PastMessage past(ByRules rules) {
        Optional<ByRules.Robot> robot =
                login.isEmpty() && origin.isEmpty() ? rules.of(this, recipients) : Optional.empty();
        return new PastMessage(
                queuedAt,
                queueId,
                login,
                robot.map(ByRules.Robot::origin).orElse(origin),
                robot.map(ByRules.Robot::channel),
                client,
                sender,
                size,
                count,
                new ArrayList<>(recipients),
                local);
    }
}
