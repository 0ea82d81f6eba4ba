// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.detect.Notes.Topic;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Handling;
import argine.mail.Network;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.mail.Seen;
import java.util.LinkedHashMap;
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
    /**
     * Whose a message in the queue is, and from which network it came, as the log proves it where
     * the queue file does not tell: a content filter that gives a message back names no login, and
     * a program of this host has none.
     */
    public record Whose(Identity identity, Network network) {}

    /**
     * Whether the log tells who brings the mail that passes.
     *
     * <p>A log of too low a level, or one that was filtered, holds what becomes of messages and not
     * who logged in and sent them: nobody's misuse can be seen in it, however calm it looks. A
     * message that is delivered without its beginning may be an old one that was tried again, so a
     * few of them prove nothing.
     */
    public static final class Arrivals {
        private static final long LEFT_OVER = 3;
        private static final long LONGEST_QUIET = 24 * 3_600_000_000L;

        /** A client connected, or something was brought. */
        boolean shown;

        /** Messages of which the log says who brought them. */
        long told;

        /** Messages that came in while the log was written, and of which it does not say so. */
        long untold;

        /** Messages that were delivered, and of which the log holds no beginning. */
        long unbegun;

        /** Messages of somebody who had logged in, and those of whom the log hides the name. */
        public long sent;

        public long hidden;

        /** Messages from outside, without a login, that left again under a name of this server. */
        public long loginless;

        /** Somebody read mail. */
        boolean reading;

        /** How many messages passed of which the log does not say who brought them. */
        public long unknown() {
            return untold + unbegun;
        }

        /** Whether mail passed, and the log does not tell who brings it: most of it, or all. */
        public boolean areUntold() {
            return shown ? untold > told + 1 : untold > 0 || unbegun > LEFT_OVER;
        }

        /**
         * Whether so many of them came in while the log was written that even an hour shows it: of
         * a few, an earlier line may tell, and what is delivered may be old.
         */
        public boolean areSurelyUntold() {
            return areUntold() && untold > LEFT_OVER;
        }

        /**
         * Whether the log tells of mailboxes alone, for longer than a server that takes mail is
         * quiet.
         */
        public boolean areElsewhere(long micros) {
            return reading && !shown && unknown() == 0 && micros > LONGEST_QUIET;
        }
    }

    private static final int MAX_PENDING = 50_000;

    private final Ledger ledger;
    private final Sessions sessions;
    private final OpenTrails open;
    private final Outcomes outcomes;
    private final InQueue inQueue;
    private final Map<QueueId, Sessions.Login> relayed = new LinkedHashMap<>();

    public Trails(Ledger ledger) {
        this.ledger = ledger;
        this.sessions = new Sessions(ledger);
        this.open = new OpenTrails(ledger);
        this.outcomes = new Outcomes(ledger, open);
        this.inQueue = new InQueue(ledger, open, outcomes);
    }

    /** Takes the next event. */
    public void event(MailEvent event) {
        long micros = event.seen().micros();
        ledger.from = Math.min(ledger.from, micros);
        ledger.to = Math.max(ledger.to, micros);
        switch (event) {
            case MailEvent.Delivered delivered -> outcomes.delivered(delivered);
            case MailEvent.Deferred deferred -> outcomes.deferred(deferred);
            case MailEvent.Bounced bounced -> outcomes.bounced(bounced);
            case MailEvent.Queued queued -> queued(queued);
            case MailEvent.Named named -> named(named);
            case MailEvent.Submitted submitted -> submitted(submitted);
            case MailEvent.Removed removed -> removed(removed);
            case MailEvent.Connected connected -> sessions.connected(connected);
            case MailEvent.Disconnected disconnected -> sessions.disconnected(disconnected);
            case MailEvent.LoggedIn login -> loggedIn(login);
            case MailEvent.LoginFailed failed -> sessions.failed(failed);
            case MailEvent.SessionEnded ended -> sessions.ended(ended);
            case MailEvent.PickedUp picked -> pickedUp(picked);
            case MailEvent.Relayed known -> relayed(known);
            case MailEvent.NoticeSent notice -> noticeSent(notice);
            case MailEvent.Handled handled -> handled(handled);
            case MailEvent.Rejected rejected -> sessions.rejected(rejected);
            case MailEvent.NotQueued refused -> open.end(refused.queueId());
            case MailEvent.SentByRule _, MailEvent.Noticed _ -> {}
        }
    }

    private void submitted(MailEvent.Submitted event) {
        open.end(event.queueId());
        String account = event.account();
        Seat seat = account.isEmpty() ? null : ledger.seat(account, event.client());
        boolean witnessed = sessions.submitted(event, seat);
        Trail trail = seat == null ? withoutLogin(event) : withLogin(event, seat);
        trail.client = event.client();
        if (witnessed) {
            trail.show(Trail.CONNECTED);
        }
        open.open(trail);
        Sessions.Login pending = relayed.isEmpty() ? null : relayed.remove(event.queueId());
        if (pending != null) {
            assign(trail, pending);
        }
        if (event.before().isPresent()) {
            cameBack(trail, event.before().get());
        }
    }

    private void cameBack(Trail trail, QueueId under) {
        Trail before = open.get(under);
        if (before != null && before != trail) {
            open.join(before, trail, true);
        }
    }

    private static Trail withLogin(MailEvent.Submitted event, Seat seat) {
        Usage usage = seat.usage();
        usage.succeeded(event.seen().micros());
        usage.services.add(event.service(), 1);
        usage.unnamedClients += event.clientName().equals("unknown") ? 1 : 0;
        usage.notes.add(Topic.SUBMITTED, event.seen());
        Trail trail = new Trail(event.queueId(), Trail.Entry.LOGIN, seat.profile(), usage);
        trail.assigned = true;
        return trail;
    }

    private Trail withoutLogin(MailEvent.Submitted event) {
        ClientAddress client = event.client();
        if (!client.isLoopback() && !ledger.isOwn(client)) {
            return OpenTrails.inbound(event.queueId());
        }
        open.expectCopies();
        Trail trail = OpenTrails.unassigned(event.queueId(), Trail.Entry.TRUSTED, behind(event));
        trail.usage().touch(event.seen().micros());
        trail.usage().notes.add(Topic.SUBMITTED, event.seen());
        return trail;
    }

    /** A filter that names no message before it passes on who brought it from elsewhere. */
    private Identity behind(MailEvent.Submitted event) {
        ClientAddress first = event.clientBefore();
        boolean told = event.before().isEmpty() && !first.equals(ClientAddress.NONE);
        if (!told || first.isLoopback()) {
            return new Identity.Relay(event.client());
        }
        return ledger.isOwn(first) ? new Identity.Relay(first) : new Identity.Forwarding();
    }

    private void pickedUp(MailEvent.PickedUp event) {
        Optional<Trail> before = event.before().map(open::get);
        open.end(event.queueId());
        ledger.arrivals.shown = true;
        ledger.arrivals.told++;
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
        open.open(trail);
        before.ifPresent(
                old -> {
                    open.join(old, trail, true);
                    trail.takeDeferred(old);
                    open.end(old.queueId);
                });
    }

    private void loggedIn(MailEvent.LoggedIn event) {
        if (event.service().equals("submission")) {
            open.expectLateLogins();
        }
        sessions.loggedIn(event);
    }

    private void relayed(MailEvent.Relayed event) {
        open.expectLateLogins();
        Sessions.Login login = sessions.behind(event);
        if (login == null || open.assignLate(event.queueId(), trail -> assign(trail, login))) {
            return;
        }
        relayed.put(event.queueId(), login);
        if (relayed.size() > MAX_PENDING) {
            relayed.remove(relayed.keySet().iterator().next());
        }
    }

    private void assign(Trail trail, Sessions.Login login) {
        if (trail.assigned) {
            return;
        }
        if (!login.client().equals(ClientAddress.NONE)) {
            trail.cameFrom(login.client());
        }
        Network network = trail.client.network();
        Profile profile = ledger.account(login.account(), network);
        OpenTrails.assign(trail, profile, profile.usage(network), false);
    }

    private void named(MailEvent.Named event) {
        Trail trail = open.get(event.queueId());
        if (trail == null) {
            trail =
                    OpenTrails.unassigned(
                            event.queueId(), Trail.Entry.UNSEEN, new Identity.Notices());
            open.open(trail);
        }
        trail.show(Trail.NAMED);
        trail.messageId = event.messageId();
        if (trail.messageId.isEmpty()) {
            return;
        }
        if (!trail.isOnlyRemembered()) {
            int at = trail.messageId.lastIndexOf('@');
            trail.usage().messageIdHosts.add(trail.messageId.substring(at + 1), 1);
            trail.usage().notes.add(Topic.NAMED, event.seen());
        }
        open.compareMessageIds(trail);
    }

    private void queued(MailEvent.Queued event) {
        Seen seen = event.seen();
        ledger.manages(seen.host(), seen.process(), seen.micros());
        Trail trail = open.get(event.queueId());
        if (trail == null) {
            trail =
                    OpenTrails.unassigned(
                            event.queueId(), Trail.Entry.UNSEEN, unseen(event.sender()));
            open.open(trail);
        } else if (trail.entry == Trail.Entry.UNSEEN
                && trail.profile.identity() instanceof Identity.Notices) {
            unseenQueued(trail, event.sender());
        }
        trail.show(Trail.ACTIVE);
        if (trail.counted) {
            return;
        }
        trail.active(event);
        open.compareEnvelopes(trail);
        if (trail.counted) {
            return;
        }
        trail.counted = true;
        ledger.arrivals.untold += trail.cameUntold() ? 1 : 0;
        if (trail.entry == Trail.Entry.INBOUND) {
            ledger.messagesIn++;
            ledger.noticesIn += event.sender().isNull() ? 1 : 0;
        }
        if (!trail.isOnlyRemembered()) {
            count(trail, event);
        }
    }

    private void count(Trail trail, MailEvent.Queued event) {
        Usage usage = trail.usage();
        Seen seen = event.seen();
        usage.message(seen.micros(), event.sender(), event.size(), event.recipients());
        if (trail.hasClient()) {
            usage.address(trail.client).messages++;
        }
        if (trail.isWhole()) {
            usage.queueManagers.add(ledger.manager(), 1);
        }
        usage.notes.add(isStrange(event.sender()) ? Topic.STRANGE_SENDER : Topic.QUEUED, seen);
    }

    private static void unseenQueued(Trail trail, Address sender) {
        if (sender.isNull()) {
            trail.entry = Trail.Entry.NOTICE;
        } else {
            trail.profile = new Profile(new Identity.Sender(sender), Map.of());
        }
    }

    /** Nobody was seen to bring it: without a sender it is a notice that the server wrote. */
    private static Identity unseen(Address sender) {
        return sender.isNull() ? new Identity.Notices() : new Identity.Sender(sender);
    }

    private boolean isStrange(Address sender) {
        return sender.isNull() || !ledger.isLocal(sender.domain());
    }

    private void noticeSent(MailEvent.NoticeSent event) {
        Trail about = open.get(event.queueId());
        Trail notice = open.get(event.notice());
        if (notice != null && !notice.assigned) {
            notice.entry = Trail.Entry.NOTICE;
        }
        if (about != null) {
            about.usage().notices++;
        }
    }

    private void handled(MailEvent.Handled event) {
        Trail trail = open.get(event.queueId());
        if (trail != null && event.handling() == Handling.EXPIRED) {
            trail.expired = true;
        } else if (event.handling() == Handling.DELETED) {
            open.end(event.queueId());
        }
    }

    private void removed(MailEvent.Removed event) {
        Seen seen = event.seen();
        ledger.manages(seen.host(), seen.process(), seen.micros());
        Trail trail = open.get(event.queueId());
        if (trail != null && trail.expired && trail.hasDeferred()) {
            outcomes.returned(trail, seen);
        }
        open.left(event.queueId(), seen.micros());
    }

    /**
     * Takes a message that is in the queue now; to be called after the log and before the end.
     * Returns whose it is where the log proves more than the queue file tells.
     */
    public Optional<Whose> queued(QueuedMessage message) {
        return inQueue.queued(message, /* held= */ false);
    }

    /** As {@link #queued}, of a message that was taken out of the queue and is kept beside it. */
    public Optional<Whose> held(QueuedMessage message) {
        return inQueue.queued(message, /* held= */ true);
    }

    /**
     * Takes what a message says that was put off, while the log goes on; nothing where the log does
     * not know whose it is.
     */
    public Optional<Saying> says(QueuedMessage message) {
        return inQueue.says(message);
    }

    /** Counts the messages that wait now, as far as the log knows: those that were put off. */
    public void countWaiting() {
        open.countWaiting();
    }

    /** The log is at its end: what is still open is still in the queue, as far as the log knows. */
    public void finish() {
        open.finish();
    }
}
