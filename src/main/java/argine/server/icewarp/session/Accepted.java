// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.LongTable;
import argine.mail.QueueId;
import argine.mail.QueuedMessage.Logged;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The messages that the log has seen come in and not yet seen end, by MsgID and by sender and
 * recipient.
 *
 * <p>A client session need not name the MsgID; then sender and recipient tell, and of several
 * messages with the same two the one that has waited longest. Bounded, as are their recipients: the
 * eldest is forgotten.
 */
final class Accepted {
    private static final int MAX = 1_000_000;
    private static final int MAX_RECIPIENTS = 1_000_000;
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
        private Address[] recipients = new Address[1];

        private Message(
                QueueId id, String account, ClientAddress client, Address sender, long micros) {
            this.id = id;
            this.account = account;
            this.client = client;
            this.sender = sender;
            this.micros = micros;
        }
    }

    /** A message in one of the lines in which it waits. */
    private static final class Waiting {
        private final Message message;
        private final Address recipient;
        private @Nullable Waiting next;

        private Waiting(Message message, Address recipient) {
            this.message = message;
            this.recipient = recipient;
        }

        private boolean isFor(Address to) {
            return recipient.equals(to);
        }

        private boolean isFor(Address from, Address to) {
            return message.sender.equals(from) && recipient.equals(to);
        }
    }

    /**
     * Messages in one place of a table, the one that waited longest first. Places are found by
     * fingerprints, so strangers may stand in the same line.
     */
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

        private @Nullable Waiting remove(Message message, Address recipient) {
            Waiting before = null;
            for (Waiting at = first; at != null; at = at.next) {
                if (at.message == message && at.isFor(recipient)) {
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

        private static @Nullable Waiting next(@Nullable Waiting from, Predicate<Waiting> which) {
            Waiting at = from;
            while (at != null && !which.test(at)) {
                at = at.next;
            }
            return at;
        }

        private Optional<Message> first(Predicate<Waiting> which) {
            return Optional.ofNullable(next(first, which)).map(one -> one.message);
        }

        private boolean isOne(Predicate<Waiting> which) {
            Waiting one = next(first, which);
            return one != null && next(one.next, which) == null;
        }
    }

    private static final Line NOBODY_WAITS = new Line();

    /** Only where a queue is compared with the log. */
    private Optional<Past> past = Optional.empty();

    private final LongTable<Message> byId = new LongTable<>();
    private final LongTable<Line> byPair = new LongTable<>();
    private final LongTable<Line> byRecipient = new LongTable<>();

    /** Between the newest message, which is older than this, and the eldest. */
    private final Message ends =
            new Message(NOBODY, "", ClientAddress.NONE, Address.NULL_SENDER, 0);

    private final int most;
    private int waiting;

    Accepted() {
        this(MAX_RECIPIENTS);
    }

    /** For so many recipients of all messages together. */
    Accepted(int most) {
        this.most = most;
    }

    private static long pair(Address sender, Address recipient) {
        return sender.fingerprint() * 31 + recipient.fingerprint();
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
        find(id).ifPresent(this::displace);
        Message message = new Message(id, account, client, sender, micros);
        Message displaced = byId.put(id.fingerprint(), message);
        if (displaced != null) {
            forget(displaced);
        }
        link(message);
        if (byId.size() > MAX) {
            forget(ends.newer);
        }
        return message;
    }

    private void displace(Message message) {
        past.ifPresent(all -> all.add(message, Logged.COME_IN));
        forget(message);
    }

    /** From now on messages that are under way no longer are remembered, too. */
    void rememberPast() {
        past = Optional.of(new Past());
    }

    /** The messages that had this name and are under way no longer, as far as remembered. */
    List<Logins.Known> past(QueueId id) {
        return past.map(all -> all.of(id)).orElse(List.of());
    }

    void expects(Message message, Address recipient) {
        if (message.open == message.recipients.length) {
            message.recipients = Arrays.copyOf(message.recipients, message.open * 2);
        }
        message.recipients[message.open++] = recipient;
        waiting++;
        line(byPair, pair(message.sender, recipient)).add(new Waiting(message, recipient));
        line(byRecipient, recipient.fingerprint()).add(new Waiting(message, recipient));
        while (waiting > most && ends.newer != message) {
            forget(ends.newer);
        }
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

    boolean isEmpty() {
        return byId.size() == 0;
    }

    Optional<Message> find(QueueId id) {
        return Optional.ofNullable(byId.get(id.fingerprint()))
                .filter(message -> message.id.equals(id));
    }

    private Line waiting(Address sender, Address recipient) {
        Line line = byPair.get(pair(sender, recipient));
        return line == null ? NOBODY_WAITS : line;
    }

    private Line waiting(Address recipient) {
        Line line = byRecipient.get(recipient.fingerprint());
        return line == null ? NOBODY_WAITS : line;
    }

    /** The message of this sender that has waited longest for a recipient. */
    Optional<Message> find(Address sender, Address recipient) {
        return waiting(sender, recipient).first(one -> one.isFor(sender, recipient));
    }

    /**
     * A message whose name is Argine's own, with this client, sender and recipient, that came in
     * about then; nothing the second time.
     */
    Optional<Message> find(ClientAddress client, Address sender, Address recipient, long micros) {
        Optional<Message> found =
                waiting(sender, recipient)
                        .first(
                                one ->
                                        one.isFor(sender, recipient)
                                                && !one.message.claimed
                                                && one.message.id.text().startsWith(NAMELESS)
                                                && one.message.client.equals(client)
                                                && Math.abs(one.message.micros - micros) <= ABOUT);
        found.ifPresent(message -> message.claimed = true);
        return found;
    }

    /** The message that has waited longest for a recipient, whoever sent it. */
    Optional<Message> find(Address recipient) {
        return waiting(recipient).first(one -> one.isFor(recipient));
    }

    /** Whether sender and recipient tell which message it is. */
    boolean isClear(Address sender, Address recipient) {
        return waiting(sender, recipient).isOne(one -> one.isFor(sender, recipient));
    }

    /** Whether the recipient alone tells which message it is. */
    boolean isClear(Address recipient) {
        return waiting(recipient).isOne(one -> one.isFor(recipient));
    }

    /** The recipient waits for another try: the next answer is for the message behind. */
    void later(Message message, Address recipient) {
        last(waiting(message.sender, recipient), message, recipient);
        last(waiting(recipient), message, recipient);
    }

    private static void last(Line line, Message message, Address recipient) {
        Waiting one = line.remove(message, recipient);
        if (one != null) {
            line.add(one);
        }
    }

    /** The recipient has been reached or given up; returns whether it was the message's last. */
    boolean done(Message message, Address recipient) {
        for (int i = 0; i < message.open; i++) {
            if (message.recipients[i].equals(recipient)) {
                unpair(message, recipient);
                waiting--;
                message.open--;
                message.recipients[i] = message.recipients[message.open];
                break;
            }
        }
        if (message.open == 0) {
            past.ifPresent(all -> all.add(message, Logged.ENDED));
            removeById(message);
        }
        return message.open == 0;
    }

    private void unpair(Message message, Address recipient) {
        remove(byPair, pair(message.sender, recipient), message, recipient);
        remove(byRecipient, recipient.fingerprint(), message, recipient);
    }

    private static void remove(
            LongTable<Line> lines, long key, Message message, Address recipient) {
        Line line = lines.get(key);
        if (line != null) {
            line.remove(message, recipient);
            if (line.first == null) {
                lines.remove(key);
            }
        }
    }

    private void removeById(Message message) {
        long key = message.id.fingerprint();
        if (byId.get(key) == message) {
            byId.remove(key);
        }
        unlink(message);
    }

    private void forget(Message message) {
        for (int i = 0; i < message.open; i++) {
            unpair(message, message.recipients[i]);
        }
        waiting -= message.open;
        message.open = 0;
        removeById(message);
    }
}
