// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import argine.guard.limit.FailedRecipients;
import argine.mail.Address;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Relay;
import argine.mail.QueueId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * Makes messages of a log's events, and hands them on in the order in which they were queued.
 *
 * <p>A recipient is known once the server has tried to reach them, so a message waits until it has
 * told of all, or for ten minutes of the log. What a content filter brings back was judged when it
 * first came, and is left out.
 */
public final class PastMessages {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Messages that wait at a time; with more, the oldest are judged by what is known. */
    private static final int MOST = 200_000;

    private final Consumer<PastMessage> next;
    private final Consumer<PastFailure> failures;
    private final ByRules rules;
    private final SequencedMap<QueueId, OpenMessage> open = new LinkedHashMap<>();
    private final Deque<Past> waiting = new ArrayDeque<>();
    private final FailedRecipients failed;
    private Instant now = Instant.EPOCH;

    /** What has its place in the order of the log. */
    sealed interface Past permits OpenMessage, PastFailure {}

    public PastMessages(Consumer<PastMessage> next) {
        this(next, _ -> {});
    }

    /**
     * The same, with what failed.
     *
     * @param failures told of each recipient who does not exist, after the messages that were
     *     queued before that was known
     */
    public PastMessages(Consumer<PastMessage> next, Consumer<PastFailure> failures) {
        this(next, failures, ByRules.NONE);
    }

    /** The same, where it is known what mailboxes sent by themselves. */
    public PastMessages(Consumer<PastMessage> next, Consumer<PastFailure> failures, ByRules rules) {
        this.next = next;
        this.failures = failures;
        this.rules = rules;
        this.failed =
                new FailedRecipients(
                        (message, failure) -> waiting.add(new PastFailure(now, message, failure)));
    }

    /** Takes one event, in the order of the log. */
    public void take(MailEvent event) {
        switch (event) {
            case MailEvent.Submitted e when e.before().isEmpty() -> begin(OpenMessage.of(e));
            case MailEvent.PickedUp e when e.before().isEmpty() -> begin(OpenMessage.of(e));
            case MailEvent.Relayed e when !e.account().isEmpty() ->
                    known(e.queueId(), m -> m.belongsTo(e.account()));
            case MailEvent.Named e -> known(e.queueId(), m -> m.named(e.messageId()));
            case MailEvent.Queued e -> known(e.queueId(), m -> queued(m, e));
            case MailEvent.Delivered e -> recipient(e.queueId(), e.recipient(), e.relay());
            case MailEvent.Deferred e -> recipient(e.queueId(), e.recipient(), e.relay());
            case MailEvent.Bounced e -> recipient(e.queueId(), e.recipient(), e.relay());
            default -> {} // tells nothing of who wrote to whom
        }
        now = event.seen().at();
        failed.accept(event);
        handOn(now.minus(PATIENCE));
    }

    /** The log is at its end. */
    public void finish() {
        handOn(Instant.MAX);
    }

    private void begin(OpenMessage message) {
        open.putLast(message.queueId(), message);
        if (open.size() > MOST) {
            open.pollFirstEntry(); // given up by its client, or one of too many
        }
    }

    private void known(QueueId id, Consumer<OpenMessage> then) {
        OpenMessage message = open.get(id);
        if (message != null) {
            then.accept(message);
        }
    }

    private void queued(OpenMessage message, MailEvent.Queued event) {
        if (message.queued(event)) {
            waiting.add(message);
        }
    }

    private void recipient(QueueId id, Address recipient, Relay relay) {
        known(id, message -> message.recipient(recipient, relay == Relay.LOCAL));
    }

    private void handOn(Instant before) {
        Past first = waiting.peekFirst();
        while (first != null && isReady(first, before)) {
            waiting.removeFirst();
            switch (first) {
                case OpenMessage message -> {
                    open.remove(message.queueId(), message);
                    next.accept(message.past(rules));
                }
                case PastFailure failure -> failures.accept(failure);
            }
            first = waiting.peekFirst();
        }
    }

    private boolean isReady(Past first, Instant before) {
        return switch (first) {
            case OpenMessage message ->
                    message.isComplete()
                            || message.queuedAt().isBefore(before)
                            || waiting.size() > MOST;
            case PastFailure _ -> true;
        };
    }
}
