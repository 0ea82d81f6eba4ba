// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import static argine.server.log.Entry.literal;

import argine.mail.MailEvent;
import argine.mail.QueueId;
import argine.server.log.Entry;
import argine.server.log.Literal;
import java.util.function.Consumer;

/**
 * Reads what a user's own process writes: {@code imap(user)<pid><session>: Disconnected: ... in=
 * out=}, which message the submission service handed to Postfix for whom, and what a Sieve rule
 * sent.
 */
final class MailboxLines {
    private static final Literal HEAD_END = literal(">: ");
    private static final Literal OLD_HEAD_END = literal("): ");
    private static final Literal RELAYED = literal("Successfully relayed message");
    private static final Literal QUEUED_AS = literal("queued as ");
    private static final Literal IN = literal(" in=");
    private static final Literal OUT = literal(" out=");

    boolean read(Entry entry, String service, Consumer<MailEvent> sink) {
        int from = entry.position();
        int head = entry.find(HEAD_END);
        int nameEnd = head < 0 ? entry.find(OLD_HEAD_END) : lastBracket(entry, from, head);
        if (nameEnd < 0) {
            return true;
        }
        entry.position(head < 0 ? nameEnd + OLD_HEAD_END.length() : head + HEAD_END.length());
        DovecotLines.skipLevel(entry);
        if (entry.peek() == 's' && (service.equals("lmtp") || service.equals("lda"))) {
            SieveLines.read(entry, entry.text(from, Math.min(nameEnd, from + 256)), sink);
            return true;
        }
        boolean relayed = service.equals("submission") && entry.startsWith(RELAYED);
        if (relayed || entry.peek() == 'D' && !service.equals("lmtp")) {
            String account = entry.text(from, Math.min(nameEnd, from + 256));
            String session = session(entry, nameEnd, head);
            if (relayed) {
                relayed(entry, account, session, sink);
            } else {
                ended(entry, service, account, session, sink);
            }
        }
        return true;
    }

    /** {@code user)<pid><session}: the name ends at the last {@code )<} of the head. */
    private static int lastBracket(Entry entry, int from, int head) {
        for (int i = head; i > from; i--) {
            if (entry.bytes()[i] == '<' && entry.bytes()[i - 1] == ')') {
                return i - 1;
            }
        }
        return -1;
    }

    private static String session(Entry entry, int nameEnd, int head) {
        for (int i = head; i > nameEnd; i--) {
            if (entry.bytes()[i] == '<') {
                return entry.text(i + 1, Math.min(head, i + 65));
            }
        }
        return "";
    }

    private static void relayed(
            Entry entry, String account, String session, Consumer<MailEvent> sink) {
        int last = entry.findLast(QUEUED_AS);
        if (last < 0) {
            return;
        }
        entry.position(last + QUEUED_AS.length());
        int end = entry.position();
        while (end < entry.end() && Character.isLetterOrDigit(entry.bytes()[end])) {
            end++;
        }
        String id = entry.text(entry.position(), end);
        if (QueueId.isQueueId(id)) {
            sink.accept(new MailEvent.Relayed(entry.seen(), new QueueId(id), account, session));
        }
    }

    private static void ended(
            Entry entry, String service, String account, String session, Consumer<MailEvent> sink) {
        long in = value(entry, IN);
        long out = value(entry, OUT);
        if (in >= 0 && out >= 0) {
            sink.accept(
                    new MailEvent.SessionEnded(entry.seen(), service, account, session, in, out));
        }
    }

    private static long value(Entry entry, Literal name) {
        int found = entry.findLast(name);
        if (found < 0) {
            return -1;
        }
        int before = entry.position();
        entry.position(found + name.length());
        long value = entry.number();
        entry.position(before);
        return value;
    }
}
