// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.mail.QueuedMessage;
import argine.server.Holds.Slip;
import java.time.Instant;

/**
 * A message that a receipt speaks of, as its journal tells it: which one, whose, and its state.
 *
 * <p>{@code number} is its number in the journal; {@code since} when the state began. {@code
 * pending} is what was announced and not yet answered when the journal ends.
 */
public record Message(
        int number,
        Slip slip,
        String sender,
        long recipients,
        State state,
        Instant since,
        Pending pending) {

    /** What was announced. */
    enum Pending {
        NOTHING,
        HOLD,
        RELEASE,
        DELETE
    }

    /** A message that is about to be held. */
    static Message planned(int number, Slip slip, QueuedMessage.Envelope envelope, Instant at) {
        return new Message(
                number,
                slip,
                envelope.sender().toString(),
                envelope.recipients().size(),
                State.PLANNED,
                at,
                Pending.HOLD);
    }

    Message announced(Pending what) {
        return new Message(number, slip, sender, recipients, state, since, what);
    }

    Message became(State now, Instant at) {
        return new Message(number, slip, sender, recipients, now, at, Pending.NOTHING);
    }

    /** What was announced was not done. */
    Message stayed() {
        return announced(Pending.NOTHING);
    }
}
