// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Relay;
import argine.mail.QueueId;
import java.util.List;
import java.util.Optional;

/**
 * Tells the lives of messages: accepted in one session, brought on in others.
 *
 * <p>A message whose MsgID the log does not give gets a name of its own, so that it counts.
 */
final class Messages {
    private final Teller teller;
    private final Accepted accepted;

    Messages(Teller teller, Accepted accepted) {
        this.teller = teller;
        this.accepted = accepted;
    }

    /**
     * A message came in by a session; {@code witnessed} when no other program handed the line on.
     */
    void accept(Dialogue session, Dialogue.Transfer transfer, QueueId id, boolean witnessed) {
        transfer.told = true;
        teller.tell(
                new MailEvent.Submitted(
                        teller.seen(session),
                        id,
                        session.service,
                        "",
                        session.peer,
                        session.account,
                        Optional.empty(),
                        ClientAddress.NONE));
        if (witnessed) {
            // Only the server writes these files: the message was there, whatever its Message-ID.
            teller.tell(new MailEvent.Named(teller.seen(session), id, ""));
        }
        queued(transfer.sender, id, transfer.size, transfer.asked);
        for (Address recipient : transfer.local) {
            teller.tell(
                    new MailEvent.Delivered(
                            teller.seen(Teller.QUEUE),
                            id,
                            recipient,
                            Relay.LOCAL,
                            Optional.empty()));
        }
        if (transfer.recipients.isEmpty()) {
            teller.tell(new MailEvent.Removed(teller.seen(Teller.QUEUE), id));
        } else {
            wait(session.account, session.peer, transfer.sender, id, transfer.recipients);
        }
    }

    /** A message came in, and nothing is known of the session. */
    void accept(Summary summary, QueueId id) {
        // It came in now, whoever brought it; what came in before is tried again without.
        teller.tell(new MailEvent.Named(teller.seen(Teller.QUEUE), id, ""));
        queued(summary.sender(), id, summary.bytes(), summary.count());
        wait("", ClientAddress.NONE, summary.sender(), id, summary.recipients());
    }

    private void wait(
            String account,
            ClientAddress client,
            Address sender,
            QueueId id,
            List<Address> recipients) {
        Accepted.Message message = accepted.add(id, account, client, sender, teller.micros());
        recipients.forEach(recipient -> accepted.expects(message, recipient));
    }

    private void queued(Address sender, QueueId id, long size, int recipients) {
        teller.tell(new MailEvent.Queued(teller.seen(Teller.QUEUE), id, sender, size, recipients));
    }

    boolean knows(QueueId id) {
        return accepted.find(id).isPresent();
    }

    boolean knows(Address sender, Address recipient) {
        return accepted.find(sender, recipient).isPresent();
    }

    boolean isClear(Address sender, Address recipient) {
        return accepted.isClear(sender, recipient);
    }

    /** Who sent the message that waits for a recipient, where there is exactly one. */
    Optional<Address> senderTo(Address recipient) {
        return accepted.isClear(recipient)
                ? accepted.find(recipient).map(message -> message.sender)
                : Optional.empty();
    }

    /** Who sent the message that has waited longest for a recipient. */
    Optional<Address> anySenderTo(Address recipient) {
        return accepted.find(recipient).map(message -> message.sender);
    }

    /** A recipient was reached, put off or given up; {@code named} when the log gives the MsgID. */
    void answered(Dialogue session, Address sender, Dialogue.Reply reply, Optional<QueueId> named) {
        Optional<Accepted.Message> message =
                named.isPresent()
                        ? accepted.find(named.get())
                        : accepted.find(sender, reply.recipient());
        QueueId id =
                message.map(m -> m.id)
                        .or(() -> named)
                        .orElseGet(() -> new QueueId("unseen-" + session.number));
        if (message.isEmpty()) {
            queued(sender, id, 0, 1);
        }
        tell(session, id, reply);
        message.ifPresent(m -> settle(m, reply));
    }

    private void tell(Dialogue session, QueueId id, Dialogue.Reply reply) {
        Relay relay = session.peer.isLoopback() ? Relay.FILTER : Relay.REMOTE;
        Answer answer = reply.answer();
        Address to = reply.recipient();
        MailEvent event =
                switch (answer.outcome()) {
                    case DELIVERED ->
                            new MailEvent.Delivered(
                                    teller.seen(session), id, to, relay, Optional.empty());
                    case LATER ->
                            new MailEvent.Deferred(
                                    teller.seen(session),
                                    id,
                                    to,
                                    relay,
                                    answer.status(),
                                    answer.reaction(),
                                    "");
                    case NEVER ->
                            new MailEvent.Bounced(
                                    teller.seen(session),
                                    id,
                                    to,
                                    relay,
                                    answer.status(),
                                    answer.reaction(),
                                    "");
                };
        teller.tell(event);
    }

    private void settle(Accepted.Message message, Dialogue.Reply reply) {
        if (reply.answer().outcome() == Answer.Outcome.LATER) {
            accepted.later(message, reply.recipient());
        } else if (accepted.done(message, reply.recipient())) {
            teller.tell(new MailEvent.Removed(teller.seen(Teller.QUEUE), message.id));
        }
    }
}
