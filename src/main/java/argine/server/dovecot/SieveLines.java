// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import static argine.server.log.Entry.literal;

import argine.mail.Address;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Sending;
import argine.server.log.Entry;
import argine.server.log.Literal;
import java.util.function.Consumer;

/**
 * Reads what Pigeonhole says of mail that a rule sent: {@code sieve: msgid=<ID>: redirect action:
 * forwarded to <ADDRESS>}, in older versions without the words before the last colon.
 *
 * <p>The Message-ID is a stranger's and may look like all of it, so the line is read from its end.
 */
final class SieveLines {
    private static final Literal HEAD = literal("sieve: msgid=");
    private static final Literal FORWARDED = literal(": forwarded to <");
    private static final Literal REPLIED = literal(": sent vacation response to <");
    private static final Literal REJECTED = literal(": rejected message from <");
    private static final String REJECTED_END = " (reject)";
    private static final String NO_ID = "unspecified";
    private static final int LONGEST = 1000;

    private SieveLines() {}

    static void read(Entry entry, String mailbox, Consumer<MailEvent> sink) {
        if (entry.skip(HEAD)) {
            sent(entry, mailbox, FORWARDED, Sending.FORWARDED, sink);
            sent(entry, mailbox, REPLIED, Sending.REPLIED, sink);
            sent(entry, mailbox, REJECTED, Sending.REJECTED, sink);
        }
    }

    private static void sent(
            Entry entry, String mailbox, Literal words, Sending sending, Consumer<MailEvent> sink) {
        int from = entry.position();
        int action = entry.findLast(words);
        if (action < from || entry.end() - from > LONGEST) {
            return;
        }
        String said = entry.text(action + words.length(), entry.end());
        if (sending == Sending.REJECTED && said.endsWith(REJECTED_END)) {
            said = said.substring(0, said.length() - REJECTED_END.length());
        }
        String address = said.endsWith(">") ? said.substring(0, said.length() - 1) : "";
        if (!address.isEmpty() && address.indexOf('<') < 0 && address.indexOf('>') < 0) {
            String id = id(entry.text(from, action));
            sink.accept(
                    new MailEvent.SentByRule(
                            entry.seen(), mailbox, sending, id, Address.of(address)));
        }
    }

    /** Without what says which action it was. */
    private static String id(String text) {
        int end = text.lastIndexOf(">: ");
        String id = end < 0 ? text : text.substring(0, end + 1);
        return id.startsWith(NO_ID) ? "" : bare(id);
    }

    private static String bare(String id) {
        int from = id.startsWith("<") ? 1 : 0;
        return id.substring(from, id.endsWith(">") ? Math.max(from, id.length() - 1) : id.length());
    }
}
