// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.detect.Notes.Topic;
import argine.mail.Address;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Relay;
import argine.mail.QueueId;
import argine.mail.Reaction;
import argine.mail.Seen;

/**
 * Counts what becomes of each recipient: delivered, put off, given up; each pair in its last state.
 */
final class Outcomes {
    private final Ledger ledger;
    private final OpenTrails open;

    Outcomes(Ledger ledger, OpenTrails open) {
        this.ledger = ledger;
        this.open = open;
    }

    void delivered(MailEvent.Delivered event) {
        Trail trail = open.trail(event.queueId());
        ledger.arrivals.unbegun += trail.isFirstSeenDelivered() ? 1 : 0;
        if (event.next().isPresent()) {
            handedOn(trail, event.next().get());
        }
        long fingerprint = event.recipient().fingerprint();
        if (event.relay() == Relay.FILTER || trail.handedOver && event.relay() == Relay.REMOTE) {
            recipient(trail, event.recipient(), fingerprint);
            return;
        }
        if (trail.entry == Trail.Entry.INBOUND && event.relay() == Relay.LOCAL) {
            inbound(trail, event, fingerprint);
            if (trail.isOnlyRemembered()) {
                return;
            }
        }
        boolean out = isOut(event.relay()) && !ledger.isLocal(event.recipient().domain());
        trail.usage().recipient(event.recipient(), fingerprint, out);
        settle(trail, fingerprint);
        trail.usage().delivered(event.seen().micros(), event.relay());
        trail.usage().notes.add(Topic.DELIVERED, event.seen());
        if (event.relay() == Relay.LOCAL) {
            ledger.local(event.recipient().domain());
        } else {
            ledger.reached(event.recipient().domain());
            ledger.refusals.delivered(event.recipient().domain(), event.seen().micros());
        }
    }

    private void handedOn(Trail trail, QueueId to) {
        Trail next = open.get(to);
        if (next != null) {
            ledger.arrivals.untold -= next.cameUntold() ? 1 : 0;
            next.forwarded = true;
        }
        if (next != null && next != trail && mayBeCopy(next)) {
            open.join(trail, next, true);
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

    private void inbound(Trail trail, MailEvent.Delivered event, long fingerprint) {
        Ledger.Inbox inbox = ledger.inbox(event.recipient(), fingerprint);
        inbox.messages++;
        if (trail.sender.isNull()) {
            inbox.notices++;
            inbox.notes.add(Topic.DELIVERED, event.seen());
        }
        ledger.local(event.recipient().domain());
        trail.reachedHere(event.seen().micros(), fingerprint);
    }

    void deferred(MailEvent.Deferred event) {
        Trail trail = open.trail(event.queueId());
        if (event.relay() == Relay.FILTER) {
            return;
        }
        long fingerprint = event.recipient().fingerprint();
        recipient(trail, event.recipient(), fingerprint);
        refused(event.recipient(), event.relay(), event.reaction(), event.saidBy(), event.seen());
        if (trail.deferred().add(fingerprint)) {
            trail.usage().wentOut(event.relay());
            trail.usage().tally.deferred++;
            trail.usage().tally.status(event.status());
            trail.usage().hours.add(event.seen().micros(), Hours.Of.DEFERRED, 1);
            trail.usage().answered(event.seen(), event.reaction());
            if (event.reaction() == Reaction.UNREACHABLE) {
                Ledger.Outlook outlook = ledger.outlook(event.recipient().domain());
                outlook.unreachable++;
                outlook.waiting.add(trail.profile.name(), 1);
                outlook.notes.add(Topic.DEFERRED, event.seen());
            }
        }
        trail.usage().notes.add(Topic.DEFERRED, event.seen());
    }

    void bounced(MailEvent.Bounced event) {
        Trail trail = open.trail(event.queueId());
        long fingerprint = event.recipient().fingerprint();
        recipient(trail, event.recipient(), fingerprint);
        settle(trail, fingerprint);
        trail.usage().wentOut(event.relay());
        trail.usage().bounced(event.seen().micros(), 1);
        trail.usage().tally.status(event.status());
        trail.usage().answered(event.seen(), event.reaction());
        refused(event.recipient(), event.relay(), event.reaction(), event.saidBy(), event.seen());
        if (event.reaction() == Reaction.NO_SUCH_RECIPIENT) {
            trail.usage().dead(fingerprint);
        }
    }

    /** What this host's own filter or mailbox refuses says nothing about the others. */
    private void refused(Address recipient, Relay relay, Reaction reaction, String by, Seen seen) {
        boolean elsewhere = relay != Relay.FILTER && relay != Relay.LOCAL;
        if (elsewhere && !ledger.isLocal(recipient.domain())) {
            ledger.refusals.answered(recipient, reaction, by, seen);
        }
    }

    /** The message is returned to its sender: nobody who waited for it gets it. */
    void returned(Trail trail, Seen seen) {
        int waited = Math.toIntExact(trail.deferred().size());
        trail.nobodyWaits();
        trail.usage().tally.deferred -= waited;
        trail.usage().bounced(seen.micros(), waited);
    }

    /** Counts a recipient of whom only the domain tells whether they are from here. */
    void recipient(Trail trail, Address recipient, long fingerprint) {
        trail.usage().recipient(recipient, fingerprint, !ledger.isLocal(recipient.domain()));
    }

    private static void settle(Trail trail, long fingerprint) {
        if (trail.hasDeferred() && trail.deferred().remove(fingerprint)) {
            trail.usage().tally.deferred--;
        }
    }
}
