// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.QueueId;
import argine.mail.Reaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells of recipients who do not exist, and of the account that wrote to them: the log of the
 * outgoing server knows, the door does not. What a content filter brings back is the same message.
 */
public final class FailedRecipients implements Consumer<MailEvent> {
    private static final int MOST = 100_000;

    private final Listener listener;
    private final Map<QueueId, Origin> origins = new LinkedHashMap<>();

    /** Hears of each failure. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Somebody wrote to a recipient who does not exist.
         *
         * @param message in which they were written to; nothing where the server refused them at
         *     the door
         */
        void failed(Optional<QueueId> message, Failure failure);
    }

    /** Whose a message is, and under which name it came. */
    private record Origin(QueueId first, String account, ClientAddress client) {
        Origin of(String other) {
            return new Origin(first, other, client);
        }
    }

    public FailedRecipients(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void accept(MailEvent event) {
        switch (event) {
            case MailEvent.Submitted e when !e.account().isEmpty() ->
                    remember(e.queueId(), new Origin(e.queueId(), e.account(), e.client()));
            case MailEvent.Relayed e when !e.account().isEmpty() -> relayed(e);
            case MailEvent.Delivered e
                    when e.next().isPresent() && e.relay() != MailEvent.Relay.LOCAL ->
                    joined(e.queueId(), e.next());
            case MailEvent.Bounced e when e.reaction() == Reaction.NO_SUCH_RECIPIENT ->
                    bounced(e.queueId(), e.recipient());
            case MailEvent.Rejected e
                    when e.reason() == MailEvent.Refusal.NO_SUCH_USER && !e.account().isEmpty() ->
                    listener.failed(
                            e.queueId(), new Failure(e.account(), e.client(), e.recipient()));
            case MailEvent.Removed e -> origins.remove(e.queueId());
            default -> {}
        }
    }

    private void relayed(MailEvent.Relayed event) {
        QueueId id = event.queueId();
        Origin known = origins.getOrDefault(id, new Origin(id, "", ClientAddress.NONE));
        remember(id, known.of(event.account()));
    }

    private void joined(QueueId id, Optional<QueueId> next) {
        Origin origin = origins.get(id);
        if (origin != null && next.isPresent()) {
            origins.putIfAbsent(next.get(), origin);
            trim();
        }
    }

    private void bounced(QueueId id, Address recipient) {
        Origin origin = origins.get(id);
        if (origin != null) {
            listener.failed(
                    Optional.of(origin.first()),
                    new Failure(origin.account(), origin.client(), recipient));
        }
    }

    private void remember(QueueId id, Origin origin) {
        origins.put(id, origin);
        trim();
    }

    private void trim() {
        if (origins.size() > MOST) {
            origins.remove(origins.keySet().iterator().next());
        }
    }
}
