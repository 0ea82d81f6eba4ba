// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.Network;
import argine.mail.QueueId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All events of one message, joined: who brought it, and what became of each recipient.
 *
 * <p>While nobody is known who brought it, the trail counts into a usage of its own, which is added
 * to the right one as soon as a later line tells. Mail from outside is most of the mail, and hardly
 * any of it ever counts for somebody; so it gets that usage only when it leaves again, and until
 * then remembers what it would have counted.
 */
final class Trail {
    /** What the log has shown of the message's life; see {@link #isWhole}. */
    static final int CONNECTED = 1;

    static final int NAMED = 2;
    static final int ACTIVE = 4;
    private static final int WHOLE = CONNECTED | NAMED | ACTIVE;
    private static final long[] NOBODY = {};

    /** Under this name Postfix asks whether an address exists, and tells the postmaster. */
    private static final String OWN_QUESTIONS = "double-bounce";

    /** How the message came in. */
    enum Entry {
        /** Somebody logged in. */
        LOGIN,
        /** From a client that needs no login, or from a filter on this host. */
        TRUSTED,
        /** From outside. */
        INBOUND,
        /** From a program of this host. */
        PROGRAM,
        /** The server's own notice. */
        NOTICE,
        /** The log does not hold it. */
        UNSEEN
    }

    final QueueId queueId;
    Entry entry;
    ClientAddress client = ClientAddress.NONE;
    Profile profile;
    boolean assigned;
    boolean copy;
    boolean counted;
    boolean likely;

    /** A filter has given a copy back, which tells what becomes of the message from there on. */
    boolean handedOver;

    /** Its time is over, or an administrator said so: whoever waits when it leaves is given up. */
    boolean expired;

    /** What has the same Message-ID, until the envelope tells whether this is its copy. */
    @Nullable Trail maybeOf;

    /** Another message became it, when an address of this host was replaced. */
    boolean forwarded;

    /** It was delivered. */
    boolean delivered;

    int shown;
    String messageId = "";
    Address sender = Address.NULL_SENDER;
    private @Nullable Usage usage;
    private @Nullable LongSet deferred;
    private long activeSince;
    private long size;
    private int recipients;
    private long[] reachedHere = NOBODY;
    private int reached;
    private long lastReached;

    Trail(QueueId queueId, Entry entry, Profile profile, @Nullable Usage usage) {
        this.queueId = queueId;
        this.entry = entry;
        this.profile = profile;
        this.usage = usage;
    }

    /** Where this message counts; made of what is remembered when there is none yet. */
    Usage usage() {
        Usage known = usage;
        if (known == null) {
            known = remembered();
            usage = known;
        }
        return known;
    }

    void usage(Usage theirs) {
        usage = theirs;
    }

    /** Whether nothing has been counted so far, only remembered. */
    boolean isOnlyRemembered() {
        return usage == null;
    }

    /** A client from outside brought it for others elsewhere, and no filter gave it back. */
    boolean isPassedThrough() {
        return entry == Entry.INBOUND
                && !assigned
                && !handedOver
                && !client.equals(ClientAddress.NONE)
                && wentOut();
    }

    /** Whether any of it was meant for somebody elsewhere. */
    boolean wentOut() {
        return usage != null && usage.tally.external.size() > 0;
    }

    /** It became active: remembered, to be counted or compared when that matters. */
    void active(MailEvent.Queued event) {
        activeSince = event.seen().micros();
        sender = event.sender();
        size = event.size();
        recipients = event.recipients();
    }

    /** Whether it goes out under the sender of another that became active, and to no more. */
    boolean isWithinEnvelopeOf(Trail original) {
        return original.counted
                && sender.equals(original.sender)
                && recipients <= original.recipients;
    }

    /** It came into a mailbox of this server: remembered, to be counted when that matters. */
    void reachedHere(long micros, long recipient) {
        if (reached == reachedHere.length) {
            reachedHere = Arrays.copyOf(reachedHere, Math.max(1, reached * 2));
        }
        reachedHere[reached++] = recipient;
        lastReached = micros;
    }

    private Usage remembered() {
        Usage made = new Usage(Network.of(ClientAddress.NONE, 0));
        if (counted) {
            made.message(activeSince, sender, size, recipients);
        }
        for (int i = 0; i < reached; i++) {
            made.tally.local.add(reachedHere[i]);
            made.delivered(lastReached, MailEvent.Relay.LOCAL);
        }
        return made;
    }

    /** The recipients that wait for another try. */
    LongSet deferred() {
        LongSet known = deferred;
        if (known == null) {
            known = new LongSet();
            deferred = known;
        }
        return known;
    }

    boolean hasDeferred() {
        return deferred != null && deferred.size() > 0;
    }

    /** Those who wait under the name that it had wait under this one now. */
    void takeDeferred(Trail before) {
        deferred = before.deferred;
        before.nobodyWaits();
    }

    void nobodyWaits() {
        deferred = null;
    }

    /** Whether it got as far as its content: a client may give up before. */
    boolean isMessage() {
        return entry == Entry.UNSEEN || (shown & (NAMED | ACTIVE)) != 0;
    }

    /** Another service of this host brought it for this client. */
    void cameFrom(ClientAddress first) {
        Usage.AddressUse use = usage().addresses.remove(client);
        if (use != null) {
            usage().address(first).messages += use.messages;
        }
        client = first;
    }

    /** Whether it came in while the log was written, and the log does not say by whom. */
    boolean cameUntold() {
        return entry == Entry.UNSEEN
                && (shown & NAMED) != 0
                && counted
                && !forwarded
                && !sender.local().equals(OWN_QUESTIONS);
    }

    /** It is delivered: whether that is all that the log holds of it. */
    boolean isFirstSeenDelivered() {
        boolean first = !delivered && entry == Entry.UNSEEN && (shown & NAMED) == 0;
        delivered = true;
        return first && !hasDeferred();
    }

    /** Whether a client brought it who counts for somebody. */
    boolean hasClient() {
        return entry == Entry.LOGIN || entry == Entry.TRUSTED;
    }

    void show(int what) {
        shown |= what;
    }

    /** Every daemon that must have seen the message has written so: no single line made it up. */
    boolean isWhole() {
        return (shown & WHOLE) == WHOLE;
    }
}
