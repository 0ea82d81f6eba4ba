// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static argine.server.log.Entry.literal;

import argine.mail.Address;
import argine.mail.EnhancedStatus;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Relay;
import argine.mail.QueueId;
import argine.mail.Reaction;
import argine.server.log.Entry;
import argine.server.log.Literal;
import argine.server.log.MessageReader;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads what the delivery agents write: {@code ID: to=<>, [orig_to=<>,] relay=, ..., dsn=,
 * status=sent|deferred|bounced (text)}.
 */
final class DeliveryLines implements MessageReader {
    private static final Literal TO = literal("to=<");
    private static final Literal ORIG_TO = literal(", orig_to=<");
    private static final Literal RELAY = literal(", relay=");
    private static final Literal NO_RELAY = literal("none,");
    private static final Literal DSN = literal(", dsn=");
    private static final Literal STATUS = literal(", status=");
    private static final Literal SENT = literal("sent");
    private static final Literal DEFERRED = literal("deferred");
    private static final Literal BOUNCED = literal("bounced");
    private static final Literal EXPIRED = literal("expired");
    private static final Literal PROBED = literal("deliverable");
    private static final Literal UNDELIVERABLE = literal("undeliverable");
    private static final Literal QUEUED_AS = literal("queued as ");
    private static final Literal FORWARDED_AS = literal("sent (forwarded as ");
    private static final Literal LOOPBACK_V4 = literal("[127.0.0.1]");
    private static final Literal LOOPBACK_V6 = literal("[::1]");

    /** Which way an agent delivers. */
    enum Agent {
        OUT,
        LMTP,
        IN,
        UNSAID
    }

    private final Fields fields;
    private final Agent agent;

    DeliveryLines(PostfixLines.Known known, Agent agent) {
        this.fields = new Fields(known);
        this.agent = agent;
    }

    @Override
    public boolean read(Entry entry, Consumer<MailEvent> sink) {
        Optional<QueueId> id = fields.queueId(entry);
        if (id.isEmpty()) {
            return true; // connection chatter and warnings name no message
        }
        return entry.skip(TO) ? delivery(entry, id.get(), sink) : isChatter(entry);
    }

    /** {@code ID: host mx said: ...}, {@code ID: enabling PIX workarounds ...} and the like. */
    private static boolean isChatter(Entry entry) {
        return !entry.atEnd();
    }

    private boolean delivery(Entry entry, QueueId id, Consumer<MailEvent> sink) {
        Address recipient = fields.recipient(entry);
        boolean aliased = entry.skip(ORIG_TO);
        if (aliased) {
            fields.recipient(entry);
        }
        if (!entry.skip(RELAY) && !entry.skipPast(RELAY)) {
            return false;
        }
        Relay way = relay(entry);
        Relay relay = aliased && way == Relay.REMOTE ? Relay.FORWARDED : way;
        if (!entry.skipPast(DSN)) {
            return false;
        }
        EnhancedStatus status = status(entry);
        if (!entry.skip(STATUS)) {
            return false;
        }
        Optional<MailEvent> event = event(entry, new Attempt(id, recipient, relay, status));
        event.ifPresent(sink);
        return event.isPresent() || entry.startsWith(UNDELIVERABLE) || entry.startsWith(PROBED);
    }

    /** A delivery to one recipient, whatever came of it. */
    private record Attempt(QueueId id, Address recipient, Relay relay, EnhancedStatus status) {}

    /** What came of it; nothing when it was an address probe or cannot be read. */
    private Optional<MailEvent> event(Entry entry, Attempt a) {
        if (entry.startsWith(SENT)) {
            Optional<QueueId> next = next(entry, a.relay);
            return Optional.of(
                    new MailEvent.Delivered(entry.seen(), a.id, a.recipient, a.relay, next));
        }
        if (entry.startsWith(DEFERRED)) {
            Reaction reaction = Answers.reaction(entry, a.status);
            String by = Answers.saidBy(entry, reaction);
            return Optional.of(
                    new MailEvent.Deferred(
                            entry.seen(), a.id, a.recipient, a.relay, a.status, reaction, by));
        }
        if (entry.startsWith(BOUNCED) || entry.startsWith(EXPIRED)) {
            Reaction reaction = Answers.reaction(entry, a.status);
            String by = Answers.saidBy(entry, reaction);
            return Optional.of(
                    new MailEvent.Bounced(
                            entry.seen(), a.id, a.recipient, a.relay, a.status, reaction, by));
        }
        return Optional.empty();
    }

    private Relay relay(Entry entry) {
        if (agent == Agent.IN) {
            return Relay.LOCAL;
        }
        if (entry.startsWith(NO_RELAY)) {
            return agent == Agent.OUT ? Relay.REMOTE : Relay.NONE;
        }
        int end = entry.until(',');
        int address = end;
        byte[] bytes = entry.bytes();
        for (int i = entry.position(); i < end; i++) {
            if (bytes[i] == '[') {
                address = i;
                break;
            }
        }
        entry.position(address);
        boolean loopback = entry.startsWith(LOOPBACK_V4) || entry.startsWith(LOOPBACK_V6);
        if (agent == Agent.LMTP) {
            return loopback ? Relay.FILTER : Relay.LOCAL;
        }
        if (agent == Agent.UNSAID) {
            return Relay.NONE;
        }
        return loopback ? Relay.FILTER : Relay.REMOTE;
    }

    private static EnhancedStatus status(Entry entry) {
        int kind = (int) entry.number();
        entry.position(entry.position() + 1);
        int subject = (int) entry.number();
        entry.position(entry.position() + 1);
        int detail = (int) entry.number();
        return Answers.status(kind, subject, detail);
    }

    /**
     * The next server's own name for the message: of use where that server is this host. Or this
     * one's, where an alias or a {@code .forward} made another message of it.
     */
    private Optional<QueueId> next(Entry entry, Relay relay) {
        if (agent == Agent.IN && entry.skip(FORWARDED_AS)) {
            return fields.bareId(entry);
        }
        if (relay != Relay.FILTER && relay != Relay.REMOTE) {
            return Optional.empty();
        }
        int last = entry.findLast(QUEUED_AS);
        if (last < 0) {
            return Optional.empty();
        }
        entry.position(last + QUEUED_AS.length());
        return fields.bareId(entry);
    }
}
