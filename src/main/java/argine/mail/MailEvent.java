// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import java.util.Optional;

/**
 * Something that happened on a mail server, as its log tells it; the same words for every server.
 *
 * <p>Text that the log does not give is empty, an address it does not give is {@link
 * ClientAddress#NONE}. What a stranger wrote (sender, HELO, login) is as they wrote it: nothing
 * here is fit for printing raw.
 */
public sealed interface MailEvent {
    Seen seen();

    /** A client opened an SMTP session. */
    record Connected(Seen seen, String service, String clientName, ClientAddress client)
            implements MailEvent {}

    /** A client left; how many commands of each kind it gave, accepted and all. */
    record Disconnected(Seen seen, String service, ClientAddress client, Commands commands)
            implements MailEvent {}

    /** The command counts of one session; a kind the log does not name is 0. */
    record Commands(int authOk, int authTried, int mailOk, int rcptOk, int rcptTried, int resets) {}

    /** A login that failed in the end (a step in a chain of password stores is not one). */
    record LoginFailed(
            Seen seen,
            String service,
            String account,
            ClientAddress client,
            String session,
            Why why)
            implements MailEvent {}

    /** Why a login failed, where the log says. */
    enum Why {
        PASSWORD,
        UNKNOWN_USER,
        REFUSED,
        UNSAID
    }

    /** A login that succeeded, where the server writes one (IMAP, POP3, ManageSieve ...). */
    record LoggedIn(Seen seen, String service, String account, ClientAddress client, String session)
            implements MailEvent {}

    /** A mailbox session ended; bytes the client sent and was sent. */
    record SessionEnded(
            Seen seen, String service, String account, String session, long bytesIn, long bytesOut)
            implements MailEvent {}

    /** A message arrived by SMTP; {@code account} is empty when the client did not log in. */
    record Submitted(
            Seen seen,
            QueueId queueId,
            String service,
            String clientName,
            ClientAddress client,
            String account,
            Optional<QueueId> before,
            ClientAddress clientBefore)
            implements MailEvent {}

    /** A message came from a program on this host. */
    record PickedUp(Seen seen, QueueId queueId, int uid, Address sender, Optional<QueueId> before)
            implements MailEvent {}

    /**
     * A message was handed on by another server of this host that knows the login; {@code account}
     * is empty where it is that of the SMTP session which the same process serves.
     */
    record Relayed(Seen seen, QueueId queueId, String account, String session)
            implements MailEvent {}

    /** A message's Message-ID became known. */
    record Named(Seen seen, QueueId queueId, String messageId) implements MailEvent {}

    /** A message is in the active queue; repeated at each retry. */
    record Queued(Seen seen, QueueId queueId, Address sender, long size, int recipients)
            implements MailEvent {}

    /**
     * A recipient was reached; {@code next} is the ID under which the next server queued it, or
     * this one again, where the recipient was replaced by others.
     */
    record Delivered(
            Seen seen, QueueId queueId, Address recipient, Relay relay, Optional<QueueId> next)
            implements MailEvent {}

    /**
     * A recipient could not be reached for now; {@code saidBy} is the server that refused for
     * policy, where the log names it.
     */
    record Deferred(
            Seen seen,
            QueueId queueId,
            Address recipient,
            Relay relay,
            EnhancedStatus status,
            Reaction reaction,
            String saidBy)
            implements MailEvent {}

    /** A recipient was given up; {@code saidBy} as of {@link Deferred}. */
    record Bounced(
            Seen seen,
            QueueId queueId,
            Address recipient,
            Relay relay,
            EnhancedStatus status,
            Reaction reaction,
            String saidBy)
            implements MailEvent {}

    /** Which way a delivery went. */
    enum Relay {
        /** Into a mailbox of this server. */
        LOCAL,
        /** To a filter or another service on this host. */
        FILTER,
        /** Out to another host. */
        REMOTE,
        /** Out to another host, under an address that an alias of this server put in its place. */
        FORWARDED,
        /** Nowhere yet: the log does not say. */
        NONE
    }

    /** A command of a client was refused. */
    record Rejected(
            Seen seen,
            Optional<QueueId> queueId,
            ClientAddress client,
            Refusal reason,
            Address sender,
            Address recipient,
            String helo,
            String account)
            implements MailEvent {}

    /** The reasons for a refusal that tell something about the client. */
    enum Refusal {
        NO_SUCH_USER,
        RELAY_DENIED,
        NOT_OWNED,
        BLOCK_LIST,
        MILTER,
        LIMIT,
        OTHER
    }

    /** A message that had its name in the queue already was refused as a whole; nothing is sent. */
    record NotQueued(Seen seen, QueueId queueId) implements MailEvent {}

    /** The server wrote a non-delivery notice ({@code notice}) about a message. */
    record NoticeSent(Seen seen, QueueId queueId, QueueId notice) implements MailEvent {}

    /** An administrator or a program held, released, requeued or expired a message. */
    record Handled(Seen seen, QueueId queueId, Handling handling) implements MailEvent {}

    /** What was done to a queued message by hand. */
    enum Handling {
        HELD,
        RELEASED,
        DELETED,
        REQUEUED,
        EXPIRED
    }

    /** A message left the queue. */
    record Removed(Seen seen, QueueId queueId) implements MailEvent {}

    /**
     * A rule of a mailbox sent something when a message came in; what was sent has a name of its
     * own that the line does not tell.
     *
     * @param messageId of the message that came in; empty where it had none
     * @param recipient of what was sent
     */
    record SentByRule(
            Seen seen, String mailbox, Sending sending, String messageId, Address recipient)
            implements MailEvent {}

    /** What a rule of a mailbox sends. */
    enum Sending {
        FORWARDED,
        REPLIED,
        REJECTED
    }

    /** Recognised, and of no use here: counted as read. */
    record Noticed(Seen seen, String what) implements MailEvent {}
}
