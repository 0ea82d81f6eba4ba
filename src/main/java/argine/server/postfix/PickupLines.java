// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static argine.server.log.Entry.literal;

import argine.mail.Address;
import argine.mail.MailEvent;
import argine.mail.QueueId;
import argine.server.log.Entry;
import argine.server.log.Literal;
import argine.server.log.MessageReader;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what {@code pickup(8)} writes: mail from programs of this host, by user ID. */
final class PickupLines implements MessageReader {
    private static final Literal UID = literal("uid=");
    private static final Literal FROM = literal(" from=<");
    private static final Literal ORIG_ID = literal(" orig_id=");

    private final Fields fields;

    PickupLines(PostfixLines.Known known) {
        this.fields = new Fields(known);
    }

    @Override
    public boolean read(Entry entry, Consumer<MailEvent> sink) {
        Optional<QueueId> id = fields.queueId(entry);
        if (id.isEmpty()) {
            return true;
        }
        if (!entry.skip(UID)) {
            return false;
        }
        int uid = Math.clamp(entry.number(), -1, Integer.MAX_VALUE);
        Address sender = entry.skip(FROM) ? fields.sender(entry) : Address.NULL_SENDER;
        Optional<QueueId> before = entry.skip(ORIG_ID) ? fields.bareId(entry) : Optional.empty();
        sink.accept(new MailEvent.PickedUp(entry.seen(), id.get(), uid, sender, before));
        return true;
    }
}
