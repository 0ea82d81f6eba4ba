// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /** A message with recipients elsewhere. */
    static final class Message {
        final QueueId id;
        final String account;
        final ClientAddress client;
        final Address sender;
        final long micros;
        private int open;
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

    private final Map<QueueId, Message> byId = new LinkedHashMap<>();
    private final Map<Long, Line> byPair = new HashMap<>();
    private final Map<Long, Line> byRecipient = new HashMap<>();

    private static long pair(Address sender, Address recipient) {
        return sender.fingerprint() * 31 + recipient.fingerprint();
    }

    /** A message came in; a name that comes again is a new message. */
    Message add(QueueId id, String account, ClientAddress client, Address sender, long micros) {
        forget(byId.get(id));
        Message message = new Message(id, account, client, sender, micros);
        byId.put(id, message);
        if (byId.size() > MAX) {
            forget(byId.values().iterator().next());
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
        byPair.computeIfAbsent(pair, _ -> new Line()).add(new Waiting(message));
        byRecipient
                .computeIfAbsent(recipient.fingerprint(), _ -> new Line())
                .add(new Waiting(message));
    }

    Optional<Message> find(QueueId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Message> find(Address sender, Address recipient) {
        return first(byPair.get(pair(sender, recipient)));
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
            byId.remove(message.id, message);
        }
        return message.open == 0;
    }

    private void unpair(Message message, int i) {
        remove(byPair, message.pairs[i], message);
        remove(byRecipient, message.recipients[i], message);
    }

    private static void remove(Map<Long, Line> lines, long key, Message message) {
        Line line = lines.get(key);
        if (line != null) {
            line.remove(message);
            if (line.first == null) {
                lines.remove(key);
            }
        }
    }

    private void forget(@Nullable Message message) {
        if (message != null) {
            for (int i = 0; i < message.open; i++) {
                unpair(message, i);
            }
            message.open = 0;
            byId.remove(message.id, message);
        }
    }
}
