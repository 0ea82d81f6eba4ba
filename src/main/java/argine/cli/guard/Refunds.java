// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.Transaction;
import argine.mail.MailEvent;
import java.util.function.Consumer;

/**
 * Gives back what a message was charged that came to nothing after the guard let it pass: another
 * filter refused it, or a check of its headers or its text did. The door is not told; the log is.
 */
record Refunds(Consumer<Transaction> refund) implements Consumer<MailEvent> {
    @Override
    public void accept(MailEvent event) {
        if (event instanceof MailEvent.NotQueued message) {
            refund.accept(new Transaction("", "", message.queueId().text()));
        }
    }
}
