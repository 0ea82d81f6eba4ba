// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.detect.Notes.Topic;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.Line;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Handling;
import argine.mail.MailEvent.Relay;
import argine.mail.Network;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.mail.Seen;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Joins events into trails, and counts what each tells into the ledger.
 *
 * <p>Keyed by queue ID. A content filter gives a message a second life under a new ID and from this
 * host's own address; three things tie the two together: the filter's answer "queued as", the ID
 * that XFORWARD passes on, and the Message-ID, of which only the first two prove it. Short IDs come
 * again, so a new arrival under an open ID ends the old trail.
 */
public final class Trails {
    private static final int MAX_OPEN = 2_000_000;
    private static final int MAX_PENDING = 50_000;

    private final Ledger ledger;
    private final Sessions sessions;
    private final Table<QueueId, Trail> open = new Table<>();
    private final Map<String, Trail> byMessageId = new HashMap<>();
    private final Map<QueueId, String> relayed = new LinkedHashMap<>();

    /** Whether a filter of this host gives messages back; only then are Message-IDs compared. */
    private boolean copiesArrive;

    public Trails(Ledger ledger) {
        this.ledger = ledger;
        this.sessions = new Sessions(ledger);
    }

    /** Takes the next event. */
    public void event(MailEvent event) {
        long micros = event.seen().micros();
        ledger.from = Math.min(ledger.from, micros);
        ledger.to = Math.max(ledger.to, micros);
        switch (event) {
            case MailEvent.Delivered delivered -> delivered(delivered);
            case MailEvent.Deferred deferred -> deferred(deferred);
            case MailEvent.Bounced bounced -> bounced(bounced);
            case MailEvent.Queued queued -> queued(queued);
            case MailEvent.Named named -> named(named);
            case MailEvent.Submitted submitted -> submitted(submitted);
            case MailEvent.Removed removed -> removed(removed);
            case MailEvent.Connected connected -> sessions.connected(connected);
            case MailEvent.Disconnected disconnected -> sessions.disconnected(disconnected);
            case MailEvent.LoggedIn login -> sessions.loggedIn(login);
            case MailEvent.LoginFailed failed -> sessions.failed(failed);
            case MailEvent.SessionEnded ended -> sessions.ended(ended);
            case MailEvent.PickedUp picked -> pickedUp(picked);
            case MailEvent.Relayed known -> relayed(known);
            case MailEvent.NoticeSent notice -> noticeSent(notice);
            case MailEvent.Handled handled -> handled(handled);
            case MailEvent.Rejected rejected -> sessions.rejected(rejected);
            case MailEvent.Noticed _ -> {}
        }
    }

    private void submitted(MailEvent.Submitted event) {
        end(open.get(event.queueId()), false);
        String account = event.account();
        String pending = relayed.isEmpty() ? null : relayed.remove(event.queueId());
        if (account.isEmpty() && pending != null) {
            account = pending;
        }
        boolean witnessed = sessions.submitted(event, account);
        Trail trail = account.isEmpty() ? withoutLogin(event) : withLogin(event, account);
        trail.client = event.client();
        if (witnessed) {
            trail.show(Trail.CONNECTED);
        }
        open(trail);
        event.before()
                .map(open::get)
                .filter(before -> before != trail)
                .ifPresent(before -> join(before, trail, true));
    }

    private Trail withLogin(MailEvent.Submitted event, String account) {
        Profile profile = ledger.account(account, event.client().network());
        Network network = event.client().network();
        Usage usage = profile.usage(network);
        usage.succeeded(event.seen().micros());
        usage.services.add(event.service(), 1);
        usage.address(event.client()).messages++;
        usage.unnamedClients += event.clientName().equals("unknown") ? 1 : 0;
        usage.notes.add(Topic.SUBMITTED, event.seen());
        ledger.entered(event.client(), profile.name());
        Trail trail = new Trail(event.queueId(), Trail.Entry.LOGIN, profile, usage);
        trail.assigned = true;
        return trail;
    }

    private Trail withoutLogin(MailEvent.Submitted event) {
        ClientAddress client = event.client();
        boolean own = client.isLoopback() || ledger.isOwn(client);
        if (own && !copiesArrive) {
            copiesArrive = true;
            open.values().forEach(this::remember);
        }
        Identity identity = own ? new Identity.Relay(client) : new Identity.Forwarding();
        Trail trail =
                unassigned(
                        event.queueId(), own ? Trail.Entry.TRUSTED : Trail.Entry.INBOUND, identity);
        if (own) {
            trail.usage.touch(event.seen().micros());
            trail.usage.notes.add(Topic.SUBMITTED, event.seen());
            trail.usage.address(client).messages++;
        }
        return trail;
    }

    /** A trail that counts for itself until it is known whose it is. */
    private static Trail unassigned(QueueId id, Trail.Entry entry, Identity identity) {
        return new Trail(
                id,
                entry,
                new Profile(identity, Map.of()),
                new Usage(Network.of(ClientAddress.NONE, 0)));
    }

    private void open(Trail trail) {
        open.put(trail.queueId, trail);
        if (open.size() > MAX_OPEN) {
            finish();
        }
    }

    private void pickedUp(MailEvent.PickedUp event) {
        Optional<Trail> before = event.before().map(open::get);
        end(open.get(event.queueId()), false);
        Profile profile = ledger.profile(new Identity.Program(event.uid()));
        Usage usage = profile.usage(Network.of(ClientAddress.NONE, 0));
        Trail trail = new Trail(event.queueId(), Trail.Entry.PROGRAM, profile, usage);
        trail.assigned = true;
        trail.show(Trail.CONNECTED);
        if (before.isEmpty() && event.before().isEmpty()) {
            usage.touch(event.seen().micros());
            usage.notes.add(Topic.SUBMITTED, event.seen());
        } else {
            trail.counted = true;
        }
        open(trail);
        before.ifPresent(
                old -> {
                    join(old, trail, true);
                    end(old, false);
                });
    }

    private void relayed(MailEvent.Relayed event) {
        Trail trail = open.get(event.queueId());
        if (trail == null) {
            relayed.put(event.queueId(), event.account());
            if (relayed.size() > MAX_PENDING) {
                relayed.remove(relayed.keySet().iterator().next());
            }
        } else if (!trail.assigned) {
            Profile profile = ledger.account(event.account(), trail.client.network());
            assign(
                    trail,
                    profile,
                    profile.usage(
                            sessions.networkOf(event.session()).orElse(trail.client.network())),
                    false);
        }
    }

    private void named(MailEvent.Named event) {
        Trail trail = open.get(event.queueId());
        if (trail == null) {
            trail = unassigned(event.queueId(), Trail.Entry.UNSEEN, new Identity.Notices());
            open(trail);
        }
        trail.show(Trail.NAMED);
        trail.messageId = event.messageId();
        if (trail.messageId.isEmpty()) {
            return;
        }
        int at = trail.messageId.lastIndexOf('@');
        trail.usage.messageIdHosts.add(trail.messageId.substring(at + 1), 1);
        if (!copiesArrive) {
            return;
        }
        Trail original = byMessageId.get(trail.messageId);
        if (original == null) {
            remember(trail);
        } else if (!trail.assigned && trail.entry == Trail.Entry.TRUSTED && original.assigned) {
            join(original, trail, false);
        }
    }

    /** Keeps the Message-ID of a message whose sender is known, for a copy that may come. */
    private void remember(Trail trail) {
        if (trail.assigned && !trail.messageId.isEmpty() && byMessageId.size() < MAX_PENDING) {
            byMessageId.putIfAbsent(trail.messageId, trail);
        }
    }

    /** Puts a second copy of a message down to whoever sent the first. */
    private void join(Trail original, Trail copy, boolean proved) {
        original.handedOver = true;
        copy.copy = true;
        copy.likely = !proved;
        if (original.counted || original.assigned) {
            copy.counted = true;
        }
        if (!original.assigned) {
            copy.shown |= original.shown;
            copy.profile = original.profile;
            copy.usage.addOutcomes(original.usage);
            return;
        }
        assign(copy, original.profile, original.usage, true);
    }

    private static void assign(Trail trail, Profile profile, Usage usage, boolean copy) {
        if (trail.usage == usage) {
            return;
        }
        if (!trail.assigned) {
            if (copy) {
                usage.addOutcomes(trail.usage);
            } else {
                usage.add(trail.usage);
            }
        }
        trail.profile = profile;
        trail.usage = usage;
        trail.assigned = true;
    }

    private void queued(MailEvent.Queued event) {
        Seen seen = event.seen();
        ledger.manages(seen.host(), seen.process(), seen.micros());
        Trail trail = open.get(event.queueId());
        if (trail == null) {
            trail =
                    unassigned(
                            event.queueId(),
                            Trail.Entry.UNSEEN,
                            new Identity.Sender(event.sender()));
            open(trail);
        } else if (trail.entry == Trail.Entry.UNSEEN
                && trail.profile.identity() instanceof Identity.Notices) {
            unseenQueued(trail, event.sender());
        }
        trail.show(Trail.ACTIVE);
        if (trail.counted) {
            return;
        }
        trail.counted = true;
        trail.sender = event.sender();
        trail.usage.message(seen.micros(), event.sender(), event.size(), event.recipients());
        if (trail.isWhole()) {
            trail.usage.queueManagers.add(ledger.manager(), 1);
        }
        Topic topic = isStrange(event.sender()) ? Topic.STRANGE_SENDER : Topic.QUEUED;
        trail.usage.notes.add(topic, seen);
        if (trail.entry == Trail.Entry.INBOUND) {
            ledger.messagesIn++;
            ledger.noticesIn += event.sender().isNull() ? 1 : 0;
        }
    }

    private static void unseenQueued(Trail trail, Address sender) {
        if (sender.isNull()) {
            trail.entry = Trail.Entry.NOTICE;
        } else {
            trail.profile = new Profile(new Identity.Sender(sender), Map.of());
        }
    }

    private boolean isStrange(Address sender) {
        return sender.isNull() || !ledger.isLocal(sender.domain());
    }

    private Trail trail(QueueId id) {
        Trail trail = open.get(id);
        if (trail == null) {
            trail = unassigned(id, Trail.Entry.UNSEEN, new Identity.Sender(Address.NULL_SENDER));
            open(trail);
        }
        return trail;
    }

    private void delivered(MailEvent.Delivered event) {
        Trail trail = trail(event.queueId());
        event.next()
                .map(open::get)
                .filter(next -> next != trail && mayBeCopy(next))
                .ifPresent(next -> join(trail, next, true));
        if (event.relay() == Relay.FILTER || trail.handedOver && event.relay() == Relay.REMOTE) {
            recipient(trail, event.recipient(), !ledger.isLocal(event.recipient().domain()));
            return;
        }
        boolean out = isOut(event.relay()) && !ledger.isLocal(event.recipient().domain());
        recipient(trail, event.recipient(), out);
        settle(trail, event.recipient());
        trail.usage.delivered(event.seen().micros(), event.relay());
        trail.usage.notes.add(Topic.DELIVERED, event.seen());
        if (event.relay() == Relay.LOCAL) {
            ledger.local(event.recipient().domain());
        } else {
            ledger.reached(event.recipient().domain());
        }
        if (trail.entry == Trail.Entry.INBOUND && event.relay() == Relay.LOCAL) {
            inbound(trail, event);
        }
    }

    private static boolean isOut(Relay relay) {
        return relay == Relay.REMOTE || relay == Relay.FORWARDED;
    }

    /**
     * Only what came from this host, and is nobody's yet, can be a filter's copy: a remote server
     * chooses what it answers, and could name any message of ours.
     */
    private static boolean mayBeCopy(Trail next) {
        return next.entry == Trail.Entry.TRUSTED && (!next.assigned || next.copy);
    }

    private void inbound(Trail trail, MailEvent.Delivered event) {
        Ledger.Inbox inbox = ledger.inbox(event.recipient());
        inbox.messages++;
        if (trail.sender.isNull()) {
            inbox.notices++;
            inbox.notes.add(Topic.DELIVERED, event.seen());
        }
    }

    private void deferred(MailEvent.Deferred event) {
        Trail trail = trail(event.queueId());
        if (event.relay() == Relay.FILTER) {
            return;
        }
        recipient(trail, event.recipient(), !ledger.isLocal(event.recipient().domain()));
        if (trail.deferred().add(event.recipient().fingerprint())) {
            trail.usage.tally.deferred++;
            trail.usage.tally.status(event.status());
            trail.usage.hours.add(event.seen().micros(), Hours.Of.DEFERRED, 1);
            trail.usage.answered(event.seen(), event.reaction());
            if (event.reaction() == argine.mail.Reaction.UNREACHABLE) {
                Ledger.Outlook outlook = ledger.outlook(event.recipient().domain());
                outlook.unreachable++;
                outlook.waiting.add(trail.profile.name(), 1);
                outlook.notes.add(Topic.DEFERRED, event.seen());
            }
        }
        trail.usage.notes.add(Topic.DEFERRED, event.seen());
    }

    private void bounced(MailEvent.Bounced event) {
        Trail trail = trail(event.queueId());
        recipient(trail, event.recipient(), !ledger.isLocal(event.recipient().domain()));
        settle(trail, event.recipient());
        trail.usage.tally.bounced++;
        trail.usage.tally.status(event.status());
        trail.usage.hours.add(event.seen().micros(), Hours.Of.BOUNCED, 1);
        trail.usage.answered(event.seen(), event.reaction());
        if (event.reaction() == argine.mail.Reaction.NO_SUCH_RECIPIENT) {
            trail.usage.dead(event.recipient());
        }
    }

    private static void recipient(Trail trail, Address recipient, boolean external) {
        trail.usage.recipient(recipient, external);
    }

    private static void settle(Trail trail, Address recipient) {
        if (trail.hasDeferred() && trail.deferred().remove(recipient.fingerprint())) {
            trail.usage.tally.deferred--;
        }
    }

    private void noticeSent(MailEvent.NoticeSent event) {
        Trail about = open.get(event.queueId());
        Trail notice = open.get(event.notice());
        if (notice != null && !notice.assigned) {
            notice.entry = Trail.Entry.NOTICE;
        }
        if (about != null) {
            about.usage.notices++;
        }
    }

    private void handled(MailEvent.Handled event) {
        if (event.handling() == Handling.DELETED) {
            end(open.get(event.queueId()), false);
        }
    }

    private void removed(MailEvent.Removed event) {
        Seen seen = event.seen();
        ledger.manages(seen.host(), seen.process(), seen.micros());
        end(open.get(event.queueId()), false);
    }

    private void end(@org.jspecify.annotations.Nullable Trail trail, boolean waiting) {
        if (trail == null) {
            return;
        }
        open.remove(trail.queueId);
        if (copiesArrive && !trail.messageId.isEmpty()) {
            byMessageId.remove(trail.messageId, trail);
        }
        if (waiting) {
            trail.usage.tally.queued++;
        }
        if (!trail.assigned && trail.entry != Trail.Entry.INBOUND) {
            settleWhose(trail);
        } else if (!trail.assigned && trail.usage.tally.external.size() > 0) {
            settleWhose(trail);
        }
        trail.usage.likelyOnly += trail.likely ? 1 : 0;
    }

    /** Nothing tells more: the message is put down to what little is known. */
    private void settleWhose(Trail trail) {
        if (trail.usage.tally.messages == 0 && trail.usage.tally.answered() == 0) {
            return;
        }
        Identity identity =
                trail.entry == Trail.Entry.NOTICE
                        ? new Identity.Notices()
                        : trail.profile.identity();
        if (identity instanceof Identity.Notices && !trail.sender.isNull()) {
            identity = new Identity.Sender(trail.sender);
        }
        Profile profile = ledger.profile(identity);
        assign(trail, profile, profile.usage(trail.usage.network), false);
    }

    /** The log is at its end: what is still open is still in the queue, as far as the log knows. */
    public void finish() {
        open.values().forEach(trail -> end(trail, true));
    }

    /** Takes a message that is in the queue now; to be called after the log and before the end. */
    public void queued(QueuedMessage message) {
        Trail trail = open.remove(message.queueId());
        if (trail == null || !trail.assigned) {
            trail = fromQueue(message);
        } else if (trail.copy && trail.entry == Trail.Entry.TRUSTED) {
            trail.likely &= message.envelope().account().isEmpty();
        }
        waiting(trail, message);
        trail.usage.queued(message);
        trail.usage.fromQueue++;
        trail.usage.likelyOnly += trail.likely ? 1 : 0;
    }

    /** The queue knows recipients that the log has not named yet. */
    private void waiting(Trail trail, QueuedMessage message) {
        for (Address recipient : message.envelope().recipients()) {
            recipient(trail, recipient, !ledger.isLocal(recipient.domain()));
            boolean late = message.place() == QueuedMessage.Place.DEFERRED;
            if (late && trail.deferred().add(recipient.fingerprint())) {
                trail.usage.tally.deferred++;
            }
        }
    }

    private Trail fromQueue(QueuedMessage message) {
        QueuedMessage.Envelope envelope = message.envelope();
        Identity identity = identity(envelope);
        Profile profile = ledger.profile(identity);
        Network network =
                profile.isAccount()
                        ? envelope.client().network()
                        : Network.of(ClientAddress.NONE, 0);
        Usage usage = profile.usage(network);
        long micros = argine.mail.Seen.at(message.arrival(), "").micros();
        ledger.from = Math.min(ledger.from, micros);
        ledger.to = Math.max(ledger.to, micros);
        usage.message(
                micros,
                envelope.sender(),
                message.size(),
                envelope.recipients().size() + message.done().size());
        usage.address(envelope.client()).messages++;
        if (profile.isAccount()) {
            usage.succeeded(micros);
            ledger.entered(envelope.client(), profile.name());
        }
        usage.notes.add(Topic.QUEUED, line(message));
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
