// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static argine.server.log.Entry.literal;

import argine.mail.MailEvent;
import argine.mail.QueueId;
import argine.server.log.Entry;
import argine.server.log.Literal;
import argine.server.log.MessageReader;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what {@code bounce(8)} writes: which notice tells of which message. */
final class BounceLines implements MessageReader {
    private static final Literal NOTICE = literal(" notification: ");

    private final Fields fields;

    BounceLines(PostfixLines.Known known) {
        this.fields = new Fields(known);
    }

    @Override
    public boolean read(Entry entry, Consumer<MailEvent> sink) {
        Optional<QueueId> id = fields.queueId(entry);
        if (id.isPresent() && entry.skipPast(NOTICE)) {
            fields.bareId(entry)
                    .ifPresent(
                            notice ->
                                    sink.accept(
                                            new MailEvent.NoticeSent(
                                                    entry.seen(), id.get(), notice)));
        }
        return true;
    }
}
