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

/** Reads what {@code cleanup(8)} writes: each message's Message-ID, and milters' refusals. */
final class CleanupLines implements MessageReader {
    private static final Literal MESSAGE_ID = literal("message-id=");
    private static final Literal RESENT_ID = literal("resent-message-id=");
    private static final Literal WARNING = literal("warning: ");
    private static final int MAX_MESSAGE_ID = 250;

    private final Fields fields;
    private final RejectLines rejects;

    CleanupLines(PostfixLines.Known known) {
        this.fields = new Fields(known);
        this.rejects = new RejectLines(known);
    }

    @Override
    public boolean read(Entry entry, Consumer<MailEvent> sink) {
        if (entry.startsWith(WARNING)) {
            return true;
        }
        Optional<QueueId> id = fields.queueId(entry);
        if (id.isEmpty()) {
            return true;
        }
        if (entry.skip(MESSAGE_ID)) {
            int from = entry.peek() == '<' ? entry.position() + 1 : entry.position();
            int end = Math.min(entry.end(), from + MAX_MESSAGE_ID);
            if (end > from && entry.bytes()[end - 1] == '>') {
                end--;
            }
            sink.accept(new MailEvent.Named(entry.seen(), id.get(), entry.text(from, end)));
            return true;
        }
        return entry.startsWith(RESENT_ID) || rejects.read(entry, id, sink);
    }
}
