// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.LongTable;
import argine.mail.QueueId;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages that the log has seen come in and not yet seen end, by MsgID and by sender and
 * recipient.
 *
 * <p>A client session need not name the MsgID; then sender and recipient tell, and of several
 * messages with the same two the one that has waited longest. Bounded: the eldest is forgotten.
 */
final class Accepted {
    private static final int MAX = 1_000_000;
    private static final long ABOUT = 120_000_000L;

    /** How names begin that Argine gives to messages whose MsgID the log does not tell. */
    static final String NAMELESS = "session-";

    private static final QueueId NOBODY = new QueueId("0");

    /** A message with recipients elsewhere. */
    static final class Message {
        final QueueId id;
        final String account;
        final ClientAddress client;
        final Address sender;
        final long micros;
        private int open;
        private boolean claimed;
        private Message newer = this;
        private Message older = this;
        private long[] pairs;
        private long[] recipients;

        private Message(
                QueueId id, String account, ClientAddress client, Address sender, long micros) {
            this.id = id;
            this.account = account;
            this.client = client;
            this.sender = sender;
            this.micros = micros;
            this.pairs = new long[1];
            this.recipients = new long[1];
        }
    }

    /** One of the messages with the same sender and recipient. */
    private static final class Waiting {
        private final Message message;
        private @Nullable Waiting next;

        private Waiting(Message message) {
            this.message = message;
        }
    }

    /** Messages with the same sender and recipient, the one that waited longest first. */
    private static final class Line {
        private @Nullable Waiting first;
        private @Nullable Waiting last;

        private void add(Waiting one) {
            one.next = null;
            Waiting end = last;
            if (end == null) {
                first = one;
            } else {
                end.next = one;
            }
            last = one;
        }

        private @Nullable Waiting remove(Message message) {
            Waiting before = null;
            for (Waiting at = first; at != null; at = at.next) {
                if (at.message == message) {
                    if (before == null) {
                        first = at.next;
                    } else {
                        before.next = at.next;
                    }
                    if (last == at) {
                        last = before;
                    }
                    return at;
                }
                before = at;
            }
            return null;
        }

        private boolean isOne() {
            Waiting one = first;
            return one != null && one.next == null;
        }
    }

    private final LongTable<Message> byId = new LongTable<>();
    private final LongTable<Line> byPair = new LongTable<>();
    private final LongTable<Line> byRecipient = new LongTable<>();

    /** Between the newest message, which is older than this, and the eldest. */
    private final Message ends =
            new Message(NOBODY, "", ClientAddress.NONE, Address.NULL_SENDER, 0);

    private static long pair(Address sender, Address recipient) {
        return sender.fingerprint() * 31 + recipient.fingerprint();
    }

    private static long fingerprint(QueueId id) {
        return new Address(id.text(), "").fingerprint();
    }

    private void link(Message message) {
        message.older = ends.older;
        message.newer = ends;
        ends.older.newer = message;
        ends.older = message;
    }

    private static void unlink(Message message) {
        message.older.newer = message.newer;
        message.newer.older = message.older;
        message.newer = message;
        message.older = message;
    }

    /** A message came in; a name that comes again is a new message. */
    Message add(QueueId id, String account, ClientAddress client, Address sender, long micros) {
        find(id).ifPresent(this::forget);
        Message message = new Message(id, account, client, sender, micros);
        Message displaced = byId.put(fingerprint(id), message);
        if (displaced != null) {
            unlink(displaced);
        }
        link(message);
        if (byId.size() > MAX) {
            forget(ends.newer);
        }
        return message;
    }

    void expects(Message message, Address recipient) {
        long pair = pair(message.sender, recipient);
        if (message.open == message.pairs.length) {
            message.pairs = Arrays.copyOf(message.pairs, message.open * 2);
            message.recipients = Arrays.copyOf(message.recipients, message.open * 2);
        }
        message.recipients[message.open] = recipient.fingerprint();
        message.pairs[message.open++] = pair;
        line(byPair, pair).add(new Waiting(message));
        line(byRecipient, recipient.fingerprint()).add(new Waiting(message));
    }

    private static Line line(LongTable<Line> lines, long key) {
        Line known = lines.get(key);
        if (known != null) {
            return known;
        }
        Line line = new Line();
        lines.put(key, line);
        return line;
    }

    Optional<Message> find(QueueId id) {
        return Optional.ofNullable(byId.get(fingerprint(id)))
                .filter(message -> message.id.equals(id));
    }

    Optional<Message> find(Address sender, Address recipient) {
        return first(byPair.get(pair(sender, recipient)));
    }

    /**
     * A message whose name is Argine's own, with this client, sender and recipient, that came in
     * about then; nothing the second time.
     */
    Optional<Message> find(ClientAddress client, Address sender, Address recipient, long micros) {
        Line line = byPair.get(pair(sender, recipient));
        Waiting one = line == null ? null : line.first;
        for (; one != null; one = one.next) {
            Message message = one.message;
            if (!message.claimed
                    && message.id.text().startsWith(NAMELESS)
                    && message.client.equals(client)
                    && Math.abs(message.micros - micros) <= ABOUT) {
                message.claimed = true;
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    /** The message that has waited longest for a recipient, whoever sent it. */
    Optional<Message> find(Address recipient) {
        return first(byRecipient.get(recipient.fingerprint()));
    }

    private static Optional<Message> first(@Nullable Line line) {
        Waiting first = line == null ? null : line.first;
        return first == null ? Optional.empty() : Optional.of(first.message);
    }

    /** Whether sender and recipient tell which message it is. */
    boolean isClear(Address sender, Address recipient) {
        Line line = byPair.get(pair(sender, recipient));
        return line != null && line.isOne();
    }

    /** Whether the recipient alone tells which message it is. */
    boolean isClear(Address recipient) {
        Line line = byRecipient.get(recipient.fingerprint());
        return line != null && line.isOne();
    }

    /** The recipient waits for another try: the next answer is for the message behind. */
    void later(Message message, Address recipient) {
        last(byPair.get(pair(message.sender, recipient)), message);
        last(byRecipient.get(recipient.fingerprint()), message);
    }

    private static void last(@Nullable Line line, Message message) {
        if (line != null && !line.isOne()) {
            Waiting one = line.remove(message);
            if (one != null) {
                line.add(one);
            }
        }
    }

    /** The recipient has been reached or given up; returns whether it was the message's last. */
    boolean done(Message message, Address recipient) {
        long pair = pair(message.sender, recipient);
        for (int i = 0; i < message.open; i++) {
            if (message.pairs[i] == pair) {
                unpair(message, i);
                message.open--;
                message.pairs[i] = message.pairs[message.open];
                message.recipients[i] = message.recipients[message.open];
                break;
            }
        }
        if (message.open == 0) {
            removeById(message);
        }
        return message.open == 0;
    }

    private void unpair(Message message, int i) {
        remove(byPair, message.pairs[i], message);
        remove(byRecipient, message.recipients[i], message);
    }

    private static void remove(LongTable<Line> lines, long key, Message message) {
        Line line = lines.get(key);
        if (line != null) {
            line.remove(message);
            if (line.first == null) {
                lines.remove(key);
            }
        }
    }

    private void removeById(Message message) {
        long key = fingerprint(message.id);
        if (byId.get(key) == message) {
            byId.remove(key);
        }
        unlink(message);
    }

    private void forget(Message message) {
        for (int i = 0; i < message.open; i++) {
            unpair(message, i);
        }
        message.open = 0;
        removeById(message);
    }
}
