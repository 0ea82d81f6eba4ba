// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import argine.guard.Decision;
import argine.guard.Transaction;
import argine.store.count.Counters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way in, by the name that the mail server gives them.
 *
 * <p>What is reserved for one is given back when the next begins on the same connection, when the
 * connection ends, when the server says so, or after ten minutes. What was said stays for five, for
 * a server that asks again.
 *
 * <p>When there are {@value #MOST} of them, which no honest server has on their way, a message that
 * is not among them is decided at each question by itself: nothing is reserved for it, it is
 * counted at its end, and counted again if the server asks again.
 */
final class Messages {
    static final long OPEN_FOR = Duration.ofMinutes(10).toMillis();
    static final long ANSWERED_FOR = Duration.ofMinutes(5).toMillis();
    static final int MOST = 200_000;
    private static final long BETWEEN_LOOKS = Duration.ofSeconds(10).toMillis();

    private final Counters counters;
    private final int most;
    private final Map<String, Message> byInstance = new ConcurrentHashMap<>();
    private final Map<String, Message> byQueueId = new ConcurrentHashMap<>();
    private final Map<String, String> instances = new ConcurrentHashMap<>();

    /** Which messages came to nothing that were not settled yet, and when that was told. */
    private final Map<String, Long> refused = new ConcurrentHashMap<>();

    private long lookAt;

    Messages(Counters counters) {
        this(counters, MOST);
    }

    Messages(Counters counters, int most) {
        this.counters = counters;
        this.most = most;
    }

    /** Does something with a message that nobody else touches meanwhile; it is made if need be. */
    <T> T with(Transaction transaction, Function<Message, T> action) {
        if (transaction.instance().isEmpty() || hasNoRoomFor(transaction)) {
            return once(transaction, action);
        }
        begin(transaction);
        while (true) {
            Message message =
                    byInstance.computeIfAbsent(
                            transaction.instance(), _ -> new Message(transaction, counters.now()));
            synchronized (message) {
                if (isStale(message)) {
                    drop(message);
                } else if (message.state != Message.State.GONE) {
                    return action.apply(message);
                }
            }
        }
    }

    private boolean hasNoRoomFor(Transaction transaction) {
        return byInstance.size() >= most && !byInstance.containsKey(transaction.instance());
    }

    /** A question about a message without a name, or one too many: nothing of it is kept. */
    private <T> T once(Transaction transaction, Function<Message, T> action) {
        Message message = new Message(transaction, counters.now());
        synchronized (message) {
            T answer = action.apply(message);
            giveBack(message);
            return answer;
        }
    }

    private boolean isStale(Message message) {
        long age = counters.now() - message.since;
        return switch (message.state) {
            case OPEN -> age > OPEN_FOR;
            case SETTLED, DECIDED -> counters.now() - message.settledAt > ANSWERED_FOR;
            case GONE -> false;
        };
    }

    /** Another message on the same connection: the one before was completed or came to nothing. */
    void begin(Transaction transaction) {
        String session = transaction.session();
        boolean isNamed = !session.isEmpty() && !transaction.instance().isEmpty();
        if (!isNamed || instances.size() >= most && !instances.containsKey(session)) {
            return;
        }
        String before = instances.put(session, transaction.instance());
        if (before != null && !before.equals(transaction.instance())) {
            aborted(before);
        }
    }

    void closed(String session) {
        String instance = instances.remove(session);
        if (instance != null) {
            aborted(instance);
        }
    }

    /** Gives back what is reserved; what is settled stays. */
    void aborted(String instance) {
        Message message = byInstance.get(instance);
        if (message != null) {
            synchronized (message) {
                if (message.state == Message.State.OPEN) {
                    drop(message);
                }
            }
        }
    }

    /** Remembers a settled message by its name in the queue too. */
    void queued(Message message, String queueId) {
        if (!queueId.isEmpty() && byQueueId.size() < most) {
            byQueueId.put(queueId, message);
            if (refused.remove(queueId) != null) {
                takeBack(message);
            }
        }
    }

    /** Keeps the answer of a message that was refused or held. */
    void remember(Transaction transaction, Decision answer) {
        Message message = byInstance.get(transaction.instance());
        if (message != null) {
            synchronized (message) {
                if (message.state == Message.State.DECIDED) {
                    message.decision = answer;
                }
            }
        }
    }

    /**
     * A message that was settled under another instance: another protocol asked about it before.
     */
    Optional<Message> twin(Message message, String queueId) {
        @Nullable Message other = queueId.isEmpty() ? null : byQueueId.get(queueId);
        boolean is =
                other != null
                        && other != message
                        && other.state == Message.State.SETTLED
                        && counters.now() - other.settledAt <= ANSWERED_FOR;
        return is ? Optional.ofNullable(other) : Optional.empty();
    }

    /**
     * Takes back what was settled: the message came to nothing after all. That may be told before
     * its end is asked about: a server that refuses a header still takes the rest of the message.
     */
    void refund(Transaction transaction) {
        String queueId = transaction.queueId();
        Message message = byInstance.get(transaction.instance());
        if (message == null && !queueId.isEmpty()) {
            if (refused.size() < most) {
                refused.put(queueId, counters.now());
            }
            message = byQueueId.get(queueId); // looked for last: it may be settled right now
        }
        if (message != null) {
            refused.remove(queueId);
            synchronized (message) {
                takeBack(message);
                drop(message);
            }
        }
    }

    private void takeBack(Message message) {
        if (message.state == Message.State.SETTLED) {
            counters.refund(message.charges, message.settledAt);
            message.charges = List.of();
        }
    }

    /**
     * Gives back and forgets what is too old; for one thread. There may be very many, so they are
     * looked through seldom, and of the young ones only their birth is looked at.
     */
    void expire() {
        long now = counters.now();
        if (now < lookAt) {
            return;
        }
        lookAt = now + BETWEEN_LOOKS;
        for (Message message : byInstance.values()) {
            if (mayBeStale(message, now)) {
                dropIfStale(message);
            }
        }
        instances.values().removeIf(instance -> !byInstance.containsKey(instance));
        refused.values().removeIf(told -> now - told > ANSWERED_FOR);
        byQueueId.values().removeIf(message -> mayBeStale(message, now) && isOver(message));
    }

    private static boolean mayBeStale(Message message, long now) {
        return now - message.since > ANSWERED_FOR;
    }

    private void dropIfStale(Message message) {
        synchronized (message) {
            if (isStale(message)) {
                drop(message);
            }
        }
    }

    /** Forgotten, or never remembered by its instance and too old by now. */
    private boolean isOver(Message message) {
        synchronized (message) {
            return message.state == Message.State.GONE || isStale(message);
        }
    }

    private void drop(Message message) {
        giveBack(message);
        message.state = Message.State.GONE;
        byInstance.remove(message.instance, message);
    }

    private void giveBack(Message message) {
        if (message.state == Message.State.OPEN && !message.charges.isEmpty()) {
            counters.release(message.charges);
            message.charges = List.of();
        }
    }

    int size() {
        return byInstance.size();
    }
}
