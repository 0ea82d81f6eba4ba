// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import org.jspecify.annotations.Nullable;

/**
 * All events of one message, joined: who brought it, and what became of each recipient.
 *
 * <p>While nobody is known who brought it, the trail counts into a usage of its own, which is added
 * to the right one as soon as a later line tells.
 */
final class Trail {
    /** What the log has shown of the message's life; see {@link #isWhole}. */
    static final int CONNECTED = 1;

    static final int NAMED = 2;
    static final int ACTIVE = 4;
    private static final int WHOLE = CONNECTED | NAMED | ACTIVE;

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
    Usage usage;
    Profile profile;
    boolean assigned;
    boolean copy;
    boolean counted;
    boolean likely;

    /** A filter has given a copy back, which tells what becomes of the message from there on. */
    boolean handedOver;

    int shown;
    String messageId = "";
    Address sender = Address.NULL_SENDER;
    private @Nullable LongSet deferred;

    Trail(QueueId queueId, Entry entry, Profile profile, Usage usage) {
        this.queueId = queueId;
        this.entry = entry;
        this.profile = profile;
        this.usage = usage;
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

    void show(int what) {
        shown |= what;
    }

    /** Every daemon that must have seen the message has written so: no single line made it up. */
    boolean isWhole() {
        return (shown & WHOLE) == WHOLE;
    }
}
