// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.mail.Address;
import argine.mail.MailEvent;
import argine.mail.QueueId;
import argine.mail.Reaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells of recipients who do not exist, and of the account that wrote to them: the log of the
 * outgoing server knows, the door does not.
 */
final class FailedRecipients implements Consumer<MailEvent> {
    private static final int MOST = 100_000;

    private final BiConsumer<String, Address> failed;
    private final Map<QueueId, String> accounts = new LinkedHashMap<>();

    FailedRecipients(BiConsumer<String, Address> failed) {
        this.failed = failed;
    }

    @Override
    public void accept(MailEvent event) {
        switch (event) {
            case MailEvent.Submitted one when !one.account().isEmpty() ->
                    remember(one.queueId(), one.account());
            case MailEvent.Bounced one when one.reaction() == Reaction.NO_SUCH_RECIPIENT -> {
                String account = accounts.get(one.queueId());
                if (account != null) {
                    failed.accept(account, one.recipient());
                }
            }
            case MailEvent.Rejected one
                    when one.reason() == MailEvent.Refusal.NO_SUCH_USER
                            && !one.account().isEmpty() ->
                    failed.accept(one.account(), one.recipient());
            case MailEvent.Removed one -> accounts.remove(one.queueId());
            default -> {}
        }
    }

    private void remember(QueueId id, String account) {
        accounts.put(id, account);
        if (accounts.size() > MOST) {
            accounts.remove(accounts.keySet().iterator().next());
        }
    }
}
