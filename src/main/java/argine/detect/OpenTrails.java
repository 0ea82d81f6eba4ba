// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.LongTable;
import argine.mail.Network;
import argine.mail.QueueId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The trails of messages that have not left the queue, by queue ID, and who they are put down to.
 *
 * <p>A content filter gives a message a second life under a new ID and from this host's own
 * address; three things tie the two together: the filter's answer "queued as", the ID that XFORWARD
 * passes on, and the Message-ID, of which only the first two prove it.
 */
final class OpenTrails {
    private static final int MAX_OPEN = 2_000_000;
    private static final int MAX_PENDING = 50_000;
    private static final int MAX_ENDED = 10_000;
    private static final long PATIENCE_MICROS = 60_000_000;
    private static final Profile FORWARDED = Profile.named(new Identity.Forwarding());

    private final Ledger ledger;
    private final LongTable<Trail> trails = new LongTable<>();
    private final Map<String, Trail> byMessageId = new HashMap<>();

    /** What left the queue before another service of this host told whose it is. */
    private final SequencedMap<QueueId, Ended> ended = new LinkedHashMap<>();

    /** Whether another service tells logins; only then is what left kept for a while. */
    private boolean loginsComeLate;

    /** Whether a filter of this host gives messages back; only then are Message-IDs compared. */
    private boolean copiesArrive;

    private record Ended(Trail trail, long micros) {}

    OpenTrails(Ledger ledger) {
        this.ledger = ledger;
    }

    @Nullable Trail get(QueueId id) {
        return trails.get(id.fingerprint());
    }

    @Nullable Trail remove(QueueId id) {
        return trails.remove(id.fingerprint());
    }

    /** Something came in from this host itself: from now on Message-IDs are compared. */
    void expectCopies() {
        if (!copiesArrive) {
            copiesArrive = true;
            trails.values().forEach(this::remember);
        }
    }

    /**
     * Finds the message of which this may be a copy, or keeps its Message-ID for a copy to come.
     */
    void compareMessageIds(Trail trail) {
        if (!copiesArrive) {
            return;
        }
        Trail original = byMessageId.get(trail.messageId);
        if (original == null) {
            remember(trail);
        } else if (!trail.assigned && trail.entry == Trail.Entry.TRUSTED && original.assigned) {
            trail.maybeOf = original;
        }
    }

    /**
     * A Message-ID is in every copy that a list or a script of this host makes as well: a filter
     * gives one back, under the sender it was given, and to nobody else.
     */
    void compareEnvelopes(Trail trail) {
        Trail original = trail.maybeOf;
        trail.maybeOf = null;
        if (original != null
                && !trail.assigned
                && !original.handedOver
                && trail.isWithinEnvelopeOf(original)) {
            join(original, trail, false);
        }
    }

    void open(Trail trail) {
        trails.put(trail.queueId.fingerprint(), trail);
        if (trails.size() > MAX_OPEN) {
            finish();
        }
    }

    /** Keeps the Message-ID of a message whose sender is known, for a copy that may come. */
    void remember(Trail trail) {
        if (trail.assigned && !trail.messageId.isEmpty() && byMessageId.size() < MAX_PENDING) {
            byMessageId.putIfAbsent(trail.messageId, trail);
        }
    }

    /** Puts a second copy of a message down to whoever sent the first. */
    void join(Trail original, Trail copy, boolean proved) {
        original.handedOver = true;
        copy.copy = true;
        copy.likely = !proved;
        if (original.counted || original.assigned) {
            copy.counted = true;
        }
        if (!original.assigned) {
            copy.shown |= original.shown;
            copy.profile = original.profile;
            copy.usage().addOutcomes(original.usage());
            return;
        }
        assign(copy, original.profile, original.usage(), true);
    }

    static void assign(Trail trail, Profile profile, Usage usage, boolean copy) {
        if (trail.usage() == usage) {
            return;
        }
        if (!trail.assigned) {
            if (copy) {
                usage.addOutcomes(trail.usage());
            } else {
                usage.add(trail.usage());
            }
        }
        trail.profile = profile;
        trail.usage(usage);
        trail.assigned = true;
    }

    Trail trail(QueueId id) {
        Trail trail = get(id);
        if (trail == null) {
            trail = unassigned(id, Trail.Entry.UNSEEN, new Identity.Sender(Address.NULL_SENDER));
            open(trail);
        }
        return trail;
    }

    /** A trail that counts for itself until it is known whose it is. */
    static Trail unassigned(QueueId id, Trail.Entry entry, Identity identity) {
        return new Trail(
                id,
                entry,
                new Profile(identity, Map.of()),
                new Usage(Network.of(ClientAddress.NONE, 0)));
    }

    /** A trail of mail from outside: it counts for nobody until it leaves again. */
    static Trail inbound(QueueId id) {
        return new Trail(id, Trail.Entry.INBOUND, FORWARDED, null);
    }

    /** Ends the message that has this ID: it left the queue, or the ID comes again. */
    void end(QueueId id) {
        Trail trail = remove(id);
        if (trail != null) {
            close(trail);
        }
    }

    /** A message left the queue; whose it is may be told a moment later. */
    void left(QueueId id, long micros) {
        Trail trail = remove(id);
        if (trail == null) {
            return;
        }
        if (loginsComeLate && !trail.assigned && trail.entry == Trail.Entry.TRUSTED) {
            settle(ended.put(id, new Ended(trail, micros)));
        } else {
            close(trail);
        }
        while (!ended.isEmpty() && isOver(ended.firstEntry().getValue(), micros)) {
            settle(ended.pollFirstEntry().getValue());
        }
    }

    private boolean isOver(Ended eldest, long micros) {
        return ended.size() > MAX_ENDED || micros - eldest.micros > PATIENCE_MICROS;
    }

    private void settle(@Nullable Ended one) {
        if (one != null) {
            close(one.trail);
        }
    }

    /** Another service of this host tells who logged in, maybe after the message has left. */
    void expectLateLogins() {
        loginsComeLate = true;
    }

    /** Puts a message down to the login that another service tells; whether it is known. */
    boolean assignLate(QueueId id, Consumer<Trail> assign) {
        Trail trail = get(id);
        if (trail != null) {
            assign.accept(trail);
            return true;
        }
        Ended late = ended.remove(id);
        if (late != null) {
            assign.accept(late.trail);
            close(late.trail);
        }
        return late != null;
    }

    /** Settles whose a message was that is open no longer. */
    private void close(Trail trail) {
        if (copiesArrive && !trail.messageId.isEmpty()) {
            byMessageId.remove(trail.messageId, trail);
        }
        boolean fromOutside =
                !trail.assigned && trail.profile.identity() instanceof Identity.Forwarding;
        if (fromOutside && !trail.wentOut()) {
            return;
        }
        ledger.arrivals.loginless += fromOutside && isUnderOwnName(trail) ? 1 : 0;
        if (!trail.assigned) {
            settleWhose(trail);
        }
        trail.usage().likelyOnly += trail.likely ? 1 : 0;
    }

    /** Where a house's own network sends, a server is mostly told to trust it without a login. */
    private boolean isUnderOwnName(Trail trail) {
        String domain = trail.sender.domain();
        return !domain.isEmpty() && ledger.isLocal(domain) && !trail.client.isPrivate();
    }

    /** Nothing tells more: the message is put down to what little is known. */
    void settleWhose(Trail trail) {
        if (trail.usage().tally.messages == 0 && trail.usage().tally.answered() == 0) {
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
        Usage usage = profile.usage(trail.usage().network);
        if (trail.isPassedThrough()) {
            usage.address(trail.client).brought(trail.usage().tally);
        }
        assign(trail, profile, usage, false);
    }

    /** Counts anew for everybody the messages that were put off and have not left. */
    void countWaiting() {
        ledger.profiles().forEach(OpenTrails::forgetWaiting);
        ledger.waiting = 0;
        trails.forEach(this::countWaiting);
    }

    private void countWaiting(Trail trail) {
        if (trail.hasDeferred()) {
            ledger.waiting++;
            trail.usage().tally.queued += trail.assigned ? 1 : 0;
        }
    }

    private static void forgetWaiting(Profile profile) {
        profile.usages().forEach(usage -> usage.tally.queued = 0);
    }

    /** The log is at its end: what is still open is still in the queue, as far as the log knows. */
    void finish() {
        ended.values().forEach(this::settle);
        ended.clear();
        for (Trail trail : trails.values()) {
            remove(trail.queueId);
            if (trail.isMessage() && !trail.isOnlyRemembered()) {
                trail.usage().tally.queued++;
            }
            close(trail);
        }
    }
}
