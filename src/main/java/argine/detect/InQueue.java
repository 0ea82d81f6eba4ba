// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.Line;
import argine.mail.Masks;
import argine.mail.Network;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Logged;
import argine.mail.Seen;
import java.util.Locale;
import java.util.Optional;

/**
 * Adds what the queue files tell to what the log told, or stands in for a log that is not there.
 */
final class InQueue {
    private final Ledger ledger;
    private final OpenTrails open;
    private final Outcomes outcomes;

    InQueue(Ledger ledger, OpenTrails open, Outcomes outcomes) {
        this.ledger = ledger;
        this.open = open;
        this.outcomes = outcomes;
    }

    /**
     * Takes a message that is in the queue now, or {@code held} beside it; to be called after the
     * log and before the end. Returns whose it is where the log proves more than the queue file
     * tells.
     */
    Optional<Trails.Whose> queued(QueuedMessage message, boolean held) {
        if (message.logged() != Logged.AS_NAMED) {
            countedBefore(message, held);
            return Optional.empty();
        }
        Trail seen = open.get(message.queueId());
        if (seen != null && cameFromOutside(seen, message)) {
            waiting(seen, message);
            seen.usage().queued(message, held);
            open.end(message.queueId());
            return Optional.empty();
        }
        Trail trail = open.remove(message.queueId());
        Optional<Trails.Whose> whose =
                trail == null ? Optional.empty() : whose(trail, message.envelope());
        if (trail != null && isRelayed(trail, message)) {
            open.settleWhose(trail);
        }
        if (trail == null || !trail.assigned) {
            trail = fromQueue(message);
        } else if (trail.copy && trail.entry == Trail.Entry.TRUSTED) {
            trail.likely &= message.envelope().account().isEmpty();
        }
        waiting(trail, message);
        trail.usage().queued(message, held);
        trail.usage().likelyOnly += trail.likely ? 1 : 0;
        return whose;
    }

    /** The log told how it came in, and of one that ended what became of its recipients as well. */
    private void countedBefore(QueuedMessage message, boolean held) {
        Profile profile = ledger.profile(identity(message.envelope()));
        Usage usage = profile.usage(network(profile, message));
        usage.queued(message, held);
        if (message.logged() == Logged.COME_IN) {
            waiting(new Trail(message.queueId(), Trail.Entry.UNSEEN, profile, usage), message);
        }
    }

    private static Network network(Profile profile, QueuedMessage message) {
        return profile.isAccount()
                ? message.envelope().client().network()
                : Network.of(ClientAddress.NONE, 0);
    }

    /** Nothing where the queue file says as much, or contradicts the log. */
    private static Optional<Trails.Whose> whose(Trail trail, QueuedMessage.Envelope envelope) {
        boolean proved = trail.assigned && !trail.likely && agree(trail, envelope);
        boolean known =
                switch (trail.profile.identity()) {
                    case Identity.Account(String name) ->
                            name.equals(envelope.account().toLowerCase(Locale.ROOT));
                    case Identity.Program _ -> false;
                    case Identity.Masked _,
                            Identity.Relay _,
                            Identity.Forwarding _,
                            Identity.Notices _,
                            Identity.Sender _ ->
                            true;
                };
        return proved && !known
                ? Optional.of(new Trails.Whose(trail.profile.identity(), trail.usage().network))
                : Optional.empty();
    }

    /**
     * Takes what a message says that was put off, while the log goes on; nothing where log and
     * queue file do not name the same account: any program of this host can write a line to a log.
     */
    Optional<Saying> says(QueuedMessage message) {
        Trail trail = open.get(message.queueId());
        return message.place() == QueuedMessage.Place.DEFERRED
                        && trail != null
                        && trail.assigned
                        && agree(trail, message.envelope())
                ? Optional.of(trail.usage().says(message))
                : Optional.empty();
    }

    private static boolean agree(Trail trail, QueuedMessage.Envelope envelope) {
        String account = envelope.account().toLowerCase(Locale.ROOT);
        if (!trail.profile.isAccount()) {
            return account.isEmpty();
        }
        if (account.isEmpty()) {
            return trail.copy && !trail.likely; // a Message-ID is whatever its sender says
        }
        if (Masks.isMasked(account)) {
            return envelope.client().network().equals(trail.usage().network);
        }
        String name = trail.profile.name();
        return account.equals(name)
                || account.startsWith(name + "@")
                || name.startsWith(account + "@");
    }

    /** The log saw a client bring it without a login, and the queue knows of none: both agree. */
    private static boolean isRelayed(Trail trail, QueuedMessage message) {
        return trail.entry == Trail.Entry.TRUSTED
                && !trail.assigned
                && !trail.copy
                && message.envelope().account().isEmpty();
    }

    /** The log saw it come in without a login, and the queue knows of none: it is forwarded. */
    private static boolean cameFromOutside(Trail trail, QueuedMessage message) {
        return trail.entry == Trail.Entry.INBOUND
                && !trail.assigned
                && message.envelope().account().isEmpty();
    }

    /** The queue knows recipients that the log has not named yet. */
    private void waiting(Trail trail, QueuedMessage message) {
        for (Address recipient : message.envelope().recipients()) {
            long fingerprint = recipient.fingerprint();
            outcomes.recipient(trail, recipient, fingerprint);
            boolean late = message.place() == QueuedMessage.Place.DEFERRED;
            if (late && trail.deferred().add(fingerprint)) {
                trail.usage().tally.deferred++;
            }
        }
    }

    private Trail fromQueue(QueuedMessage message) {
        QueuedMessage.Envelope envelope = message.envelope();
        Profile profile = ledger.profile(identity(envelope));
        Usage usage = profile.usage(network(profile, message));
        long micros = Seen.at(message.arrival(), "").micros();
        ledger.from = Math.min(ledger.from, micros);
        ledger.to = Math.max(ledger.to, micros);
        usage.message(
                micros,
                envelope.sender(),
                message.size(),
                envelope.recipients().size() + message.done().size());
        usage.unlogged++;
        usage.address(envelope.client()).messages++;
        if (profile.isAccount()) {
            usage.succeeded(micros);
            ledger.entered(envelope.client(), profile.name());
        }
        usage.notes.queued(line(message));
        Trail trail = new Trail(message.queueId(), Trail.Entry.UNSEEN, profile, usage);
        trail.assigned = true;
        return trail;
    }

    /** What a queue file says of its message, in the words of its records. */
    private static Line line(QueuedMessage message) {
        QueuedMessage.Envelope envelope = message.envelope();
        String account =
                envelope.account().isEmpty() ? "" : "sasl_username=" + envelope.account() + " ";
        String text =
                account
                        + ("client_address=" + envelope.client() + " sender=<" + envelope.sender())
                        + ("> size="
                                + message.size()
                                + " recipients="
                                + envelope.recipients().size());
        return new Line(message.file(), 1, 0, text);
    }

    private Identity identity(QueuedMessage.Envelope envelope) {
        if (Masks.isMasked(envelope.account())) {
            return new Identity.Masked(envelope.client().network());
        }
        if (!envelope.account().isEmpty()) {
            return new Identity.Account(envelope.account().toLowerCase(Locale.ROOT));
        }
        if (envelope.sender().isNull()) {
            return new Identity.Notices();
        }
        ClientAddress client = envelope.client();
        boolean own =
                !client.equals(ClientAddress.NONE) && (client.isLoopback() || ledger.isOwn(client));
        return own ? new Identity.Relay(client) : new Identity.Sender(envelope.sender());
    }
}
