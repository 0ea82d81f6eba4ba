// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Address;
import argine.mail.QueuedMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a waiting message says, counted with its account for as long as it waits.
 *
 * <p>An investigation sees what waits at one time; who looks for a day must not add up what never
 * waited together, or an invoicing program whose mail is put off once looks like a flood.
 */
public final class Saying {
    private final Usage usage;
    private final QueuedMessage message;
    private final Campaigns.@Nullable Campaign campaign;

    Saying(Usage usage, QueuedMessage message) {
        this.usage = usage;
        this.message = message;
        this.campaign = usage.campaigns.add(message);
        count(1);
    }

    private void count(int by) {
        usage.heard++;
        usage.fromQueue += by;
        usage.listMail += message.headers().listUnsubscribe() ? by : 0;
        usage.webScripts += message.headers().phpScript().isEmpty() ? 0 : by;
        usage.repliesElsewhere += repliesElsewhere() ? by : 0;
    }

    private boolean repliesElsewhere() {
        Address reply = Address.of(message.headers().replyTo());
        return !reply.isNull()
                && !reply.domain().equals(Address.of(message.headers().from()).domain());
    }

    /** The message has left: it says no more. To be called once. */
    public void end() {
        count(-1);
        if (campaign != null) {
            usage.campaigns.remove(campaign, message);
        }
    }
}
