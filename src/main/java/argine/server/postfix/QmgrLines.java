// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static argine.server.log.Entry.literal;

import argine.mail.Address;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Handling;
import argine.mail.QueueId;
import argine.server.log.Entry;
import argine.server.log.Literal;
import argine.server.log.MessageReader;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what {@code qmgr(8)} writes: a message becomes active, expires, leaves the queue. */
final class QmgrLines implements MessageReader {
    private static final Literal FROM = literal("from=<");
    private static final Literal SIZE = literal(" size=");
    private static final Literal NRCPT = literal(", nrcpt=");
    private static final Literal REMOVED = literal("removed");
    private static final Literal EXPIRED = literal(" status=expired");
    private static final Literal FORCE_EXPIRED = literal(" status=force-expired");
    private static final Literal SKIPPED = literal("skipped");

    private final Fields fields;

    QmgrLines(PostfixLines.Known known) {
        this.fields = new Fields(known);
    }

    @Override
    public boolean read(Entry entry, Consumer<MailEvent> sink) {
        Optional<QueueId> id = fields.queueId(entry);
        if (id.isEmpty()) {
            return true;
        }
        if (entry.skip(REMOVED)) {
            sink.accept(new MailEvent.Removed(entry.seen(), id.get()));
            return true;
        }
        if (!entry.skip(FROM)) {
            return entry.startsWith(SKIPPED)
                    || entry.startsWith(literal("to=<"))
                    || entry.startsWith(literal("enabling"));
        }
        Address sender = fields.sender(entry);
        if (entry.peek() == ',') {
            entry.position(entry.position() + 1);
        }
        if (entry.startsWith(EXPIRED) || entry.startsWith(FORCE_EXPIRED)) {
            sink.accept(new MailEvent.Handled(entry.seen(), id.get(), Handling.EXPIRED));
            return true;
        }
        if (!entry.skip(SIZE)) {
            return false;
        }
        long size = Math.max(0, entry.number());
        int recipients = entry.skip(NRCPT) ? Math.clamp(entry.number(), 0, 1_000_000) : 0;
        sink.accept(new MailEvent.Queued(entry.seen(), id.get(), sender, size, recipients));
        return true;
    }
}
