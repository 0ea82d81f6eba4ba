// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static argine.server.log.Entry.literal;

import argine.mail.MailEvent;
import argine.mail.MailEvent.Handling;
import argine.mail.QueueId;
import argine.server.log.Entry;
import argine.server.log.Literal;
import argine.server.log.MessageReader;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what {@code postsuper(1)} writes: what an administrator did to queued messages. */
final class PostsuperLines implements MessageReader {
    private static final Literal HELD = literal("placed on hold");
    private static final Literal RELEASED = literal("released from hold");
    private static final Literal REMOVED = literal("removed");
    private static final Literal REQUEUED = literal("requeued");
    private static final Literal EXPIRED = literal("expired");

    private final Fields fields;

    PostsuperLines(PostfixLines.Known known) {
        this.fields = new Fields(known);
    }

    @Override
    public boolean read(Entry entry, Consumer<MailEvent> sink) {
        Optional<QueueId> id = fields.queueId(entry);
        if (id.isEmpty()) {
            return true;
        }
        Optional<Handling> handling = handling(entry);
        handling.ifPresent(
                what -> sink.accept(new MailEvent.Handled(entry.seen(), id.get(), what)));
        return handling.isPresent();
    }

    private static Optional<Handling> handling(Entry entry) {
        if (entry.startsWith(HELD)) {
            return Optional.of(Handling.HELD);
        }
        if (entry.startsWith(RELEASED)) {
            return Optional.of(Handling.RELEASED);
        }
        if (entry.startsWith(REMOVED)) {
            return Optional.of(Handling.DELETED);
        }
        if (entry.startsWith(REQUEUED)) {
            return Optional.of(Handling.REQUEUED);
        }
        return entry.startsWith(EXPIRED) ? Optional.of(Handling.EXPIRED) : Optional.empty();
    }
}
