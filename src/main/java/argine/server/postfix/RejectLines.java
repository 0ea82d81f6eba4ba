// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static argine.server.log.Entry.literal;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Refusal;
import argine.mail.QueueId;
import argine.server.log.Entry;
import argine.server.log.Literal;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a refusal: {@code reject: RCPT from NAME[IP]: 550 5.1.1 <to>: text; from=<> to=<> proto=
 * helo=<>}.
 *
 * <p>What is refused is the client's, mostly an address, and may hold all that follows it in
 * quotes: so the kind of refusal is looked for behind it, and the fields behind that.
 */
final class RejectLines {
    private static final Literal FROM = literal(" from ");
    private static final Literal FROM_FIELD = literal("; from=<");
    private static final Literal PROTO_FIELD = literal("; proto=");
    private static final Literal HEADER = literal("header ");
    private static final Literal BODY = literal("body ");
    private static final Literal END_OF_MESSAGE = literal("END-OF-MESSAGE ");
    private static final Literal CLOSE = literal(">: ");
    private static final Literal TO_FIELD = literal(" to=<");
    private static final Literal HELO_FIELD = literal(" helo=<");
    private static final Literal SASL_FIELD = literal(" sasl_username=<");
    private static final Literal NO_USER = literal("User unknown");
    private static final Literal NO_USER_CODE = literal("5.1.1 ");
    private static final Literal RELAY = literal("Relay access denied");
    private static final Literal NOT_OWNED = literal("not owned by user ");
    private static final Literal BLOCKED = literal(" blocked using ");
    private static final Literal LIMIT = literal("imit");
    private static final Literal[] VERBS = {
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
        boolean whole = isOfAWholeMessage(entry);
        if (verb > 1 || !skipToClient(entry)) {
            return true;
        }
        ClientAddress client = fields.client(entry);
        int codeEnd = codeEnd(entry);
        boolean noUser = before(entry, NO_USER_CODE, codeEnd);
        skipWhatIsRefused(entry, codeEnd);
        int fieldsAt = fieldsAt(entry);
        Refusal refusal = verb == 1 ? Refusal.MILTER : refusal(entry, fieldsAt, noUser);
        String account = refusal == Refusal.NOT_OWNED ? owner(entry, fieldsAt) : "";
        entry.position(fieldsAt);
        Address sender = entry.skip(FROM_FIELD) ? fields.sender(entry) : Address.NULL_SENDER;
        Address recipient = entry.skip(TO_FIELD) ? fields.recipient(entry) : Address.NULL_SENDER;
        String helo = between(entry, HELO_FIELD);
        if (verb == 1) {
            account = between(entry, SASL_FIELD);
        }
        sink.accept(
                new MailEvent.Rejected(
                        entry.seen(), id, client, refusal, sender, recipient, helo, account));
        if (whole && id.isPresent()) {
            sink.accept(new MailEvent.NotQueued(entry.seen(), id.get()));
        }
        return true;
    }

    /** And not of one recipient, without whom a message goes on. */
    private static boolean isOfAWholeMessage(Entry entry) {
        return entry.startsWith(END_OF_MESSAGE)
                || entry.startsWith(HEADER)
                || entry.startsWith(BODY);
    }

    /** Where the client's name stands; a header that is refused for what it holds comes first. */
    private static boolean skipToClient(Entry entry) {
        if (!entry.startsWith(HEADER) && !entry.startsWith(BODY)) {
            return entry.skipPast(FROM);
        }
        int end = entry.findLast(FROM_FIELD);
        int from = -1;
        int start = entry.position();
        while (entry.skipPast(FROM) && (end < 0 || entry.position() < end)) {
            from = entry.position();
        }
        entry.position(from < 0 ? start : from);
        return from >= 0;
    }

    /** Where {@code : 554 5.7.1 } ends. */
    private static int codeEnd(Entry entry) {
        int end = entry.position();
        while (end < entry.end() && isOfCode(entry.bytes()[end])) {
            end++;
        }
        return end;
    }

    /** Steps over {@code <what>: }, which a client chose and may have quoted. */
    private static void skipWhatIsRefused(Entry entry, int open) {
        int start = entry.position();
        if (open < entry.end() && entry.bytes()[open] == '<') {
            entry.position(open + 1);
            entry.position(Fields.quotedEnd(entry));
            if (!entry.skipPast(CLOSE)) {
                entry.position(start);
            }
        }
    }

    private static boolean isOfCode(byte b) {
        return b >= '0' && b <= '9' || b == '.' || b == ' ' || b == ':';
    }

    /** The index of {@code ; from=<}, or without one of {@code ; proto=}, or the end. */
    private static int fieldsAt(Entry entry) {
        int from = entry.find(FROM_FIELD);
        int proto = from < 0 ? entry.find(PROTO_FIELD) : from;
        return proto < 0 ? entry.end() : proto;
    }

    private static String owner(Entry entry, int end) {
        entry.skipPast(NOT_OWNED);
        int from = Math.min(entry.position(), end);
        return entry.text(from, Math.min(end, from + Fields.MAX_NAME));
    }

    private static int verb(Entry entry) {
        for (int i = 0; i < VERBS.length; i++) {
            if (entry.skip(VERBS[i])) {
                return i;
            }
        }
        return -1;
    }

    private static Refusal refusal(Entry entry, int end, boolean noUser) {
        if (before(entry, RELAY, end)) {
            return Refusal.RELAY_DENIED;
        }
        if (before(entry, NOT_OWNED, end)) {
            return Refusal.NOT_OWNED;
        }
        if (before(entry, BLOCKED, end)) {
            return Refusal.BLOCK_LIST;
        }
        if (noUser || before(entry, NO_USER, end)) {
            return Refusal.NO_SUCH_USER;
        }
        return before(entry, LIMIT, end) ? Refusal.LIMIT : Refusal.OTHER;
    }

    private static boolean before(Entry entry, Literal literal, int end) {
        int found = entry.find(literal);
        return found >= 0 && found < end;
    }

    /** The value of a field in angle brackets that is written after what a client chose. */
    private static String between(Entry entry, Literal field) {
        int from = entry.findLast(field);
        if (from < 0) {
            return "";
        }
        entry.position(from + field.length());
        int end = entry.until('>');
        return entry.text(entry.position(), Math.min(end, entry.position() + 255));
    }
}
