// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static argine.server.Entry.literal;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Refusal;
import argine.mail.QueueId;
import argine.server.Entry;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a refusal: {@code reject: RCPT from NAME[IP]: 550 5.1.1 <to>: text; from=<> to=<> proto=
 * helo=<>}.
 *
 * <p>The text and the HELO are the client's; the fields are looked for only behind the last {@code
 * "; from=<"}, and the kind of refusal only before it.
 */
final class RejectLines {
    private static final byte[] FROM = literal(" from ");
    private static final byte[] FROM_FIELD = literal("; from=<");
    private static final byte[] TO_FIELD = literal(" to=<");
    private static final byte[] HELO_FIELD = literal(" helo=<");
    private static final byte[] SASL_FIELD = literal(" sasl_username=<");
    private static final byte[] NO_USER = literal("User unknown");
    private static final byte[] NO_USER_TOO = literal("5.1.1 ");
    private static final byte[] RELAY = literal("Relay access denied");
    private static final byte[] NOT_OWNED = literal("not owned by user ");
    private static final byte[] BLOCKED = literal(" blocked using ");
    private static final byte[] LIMIT = literal("imit");
    private static final byte[][] VERBS = {
        literal("reject: "),
        literal("milter-reject: "),
        literal("hold: "),
        literal("discard: "),
        literal("redirect: "),
        literal("bcc: "),
        literal("filter: "),
        literal("warn: "),
        literal("info: "),
        literal("milter-discard: "),
        literal("milter-hold: "),
        literal("prepend: "),
        literal("reject_warning: "),
        literal("milter-quarantine: "),
        literal("replace: "),
        literal("strip: "),
        literal("warning: ")
    };

    private final Fields fields;

    RejectLines(PostfixLines.Known known) {
        this.fields = new Fields(known);
    }

    boolean read(Entry entry, Optional<QueueId> id, Consumer<MailEvent> sink) {
        int verb = verb(entry);
        if (verb < 0) {
            return false;
        }
        if (verb > 1 || !entry.skipPast(FROM)) {
            return true;
        }
        ClientAddress client = fields.client(entry);
        int last = entry.findLast(FROM_FIELD);
        int textEnd = last < 0 ? entry.end() : last;
        String owner = "";
        Refusal refusal = verb == 1 ? Refusal.MILTER : refusal(entry, textEnd);
        if (refusal == Refusal.NOT_OWNED) {
            entry.skipPast(NOT_OWNED);
            owner = entry.text(entry.position(), textEnd);
        }
        entry.position(last < 0 ? entry.end() : last + FROM_FIELD.length);
        Address sender = fields.sender(entry);
        Address recipient = entry.skip(TO_FIELD) ? fields.recipient(entry) : Address.NULL_SENDER;
        String helo = between(entry, HELO_FIELD);
        String account = verb == 1 ? between(entry, SASL_FIELD) : owner;
        sink.accept(
                new MailEvent.Rejected(
                        entry.seen(), id, client, refusal, sender, recipient, helo, account));
        return true;
    }

    private static int verb(Entry entry) {
        for (int i = 0; i < VERBS.length; i++) {
            if (entry.skip(VERBS[i])) {
                return i;
            }
        }
        return -1;
    }

    private static Refusal refusal(Entry entry, int end) {
        if (before(entry, RELAY, end)) {
            return Refusal.RELAY_DENIED;
        }
        if (before(entry, NOT_OWNED, end)) {
            return Refusal.NOT_OWNED;
        }
        if (before(entry, BLOCKED, end)) {
            return Refusal.BLOCK_LIST;
        }
        if (before(entry, NO_USER, end) || before(entry, NO_USER_TOO, end)) {
            return Refusal.NO_SUCH_USER;
        }
        return before(entry, LIMIT, end) ? Refusal.LIMIT : Refusal.OTHER;
    }

    private static boolean before(Entry entry, byte[] literal, int end) {
        int found = entry.find(literal);
        return found >= 0 && found < end;
    }

    /** The value of a field in angle brackets that is written after what a client chose. */
    private static String between(Entry entry, byte[] field) {
        int from = entry.findLast(field);
        if (from < 0) {
            return "";
        }
        entry.position(from + field.length);
        int end = entry.until('>');
        return entry.text(entry.position(), Math.min(end, entry.position() + 255));
    }
}
