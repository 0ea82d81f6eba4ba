// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Address;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Refusal;
import argine.mail.QueueId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines in the server's own words: of the spam filter, of intrusion prevention, of a connection
 * that could not be made.
 *
 * <p>The spam filter's form is certain. Of intrusion prevention only the reason codes are, so its
 * lines are recognised by its name.
 */
final class Remarks {
    private static final Pattern SPAM =
            Pattern.compile(
                    "(\\w{8,24}) '<?([^'<>]{0,320})>?' '<?([^'<>]{0,2000})>?' \\d{1,9} score"
                            + " [\\d.-]{1,12} reason .{0,500}action (\\w{1,20})",
                    Pattern.CASE_INSENSITIVE);
    private static final int MAX_TEXT = 2000;
    private static final byte[] PREVENTION = Words.bytes("intrusion prevention");
    private static final byte[] TARPIT = Words.bytes("tarpit");
    private static final byte[] SHORT = Words.bytes("ips");
    private static final Pattern REASON =
            Pattern.compile("reason(?: code)?[ :=]+[\\['\"(]?([CIMRDAPUSYL])\\b");

    private final Teller teller;
    private final Messages messages;

    Remarks(Teller teller, Messages messages) {
        this.teller = teller;
        this.messages = messages;
    }

    void text(Dialogue session, Lines lines, int i) {
        String text = lines.action(i, MAX_TEXT);
        if (text.contains(" score ")) {
            Matcher spam = SPAM.matcher(text);
            if (spam.find()) {
                spam(session, spam);
                return;
            }
        }
        if (isPrevention(lines.bytes(), lines.action(i), lines.end(i), text)) {
            prevented(session, text);
        } else if (session.role != Dialogue.Role.SERVER && Answer.saysNotReached(text)) {
            notReached(session, text);
        }
    }

    private void spam(Dialogue session, Matcher m) {
        Optional<QueueId> id =
                MsgId.isOne(m.group(1)) ? Optional.of(new QueueId(m.group(1))) : Optional.empty();
        String action = m.group(4).toUpperCase(Locale.ROOT);
        if (session.named.isEmpty()) {
            session.named = id;
        }
        // The filter's own log says again what the SMTP log says of the same message.
        boolean first = !session.service.equals(Dialogue.ANTISPAM);
        if (first && isRefusal(action)) {
            refused(
                    session,
                    id,
                    Refusal.MILTER,
                    Address.of(m.group(2)),
                    Address.of(m.group(3).split("[,; ]", 2)[0]));
        } else {
            teller.tell(new MailEvent.Noticed(teller.seen(session), "spam filter: " + action));
        }
    }

    /** Three letters alone may be anybody's; with a reason they are not. */
    private static boolean isPrevention(byte[] b, int from, int end, String text) {
        if (Words.indexOf(b, from, end, PREVENTION) >= 0
                || Words.indexOf(b, from, end, TARPIT) >= 0) {
            return true;
        }
        int at = Words.indexOf(b, from, end, SHORT);
        while (at >= 0 && !isWord(b, at, from, end)) {
            at = Words.indexOf(b, at + 1, end, SHORT);
        }
        return at >= 0 && REASON.matcher(text).find();
    }

    private static boolean isWord(byte[] b, int at, int from, int end) {
        int behind = at + SHORT.length;
        return (at == from || !Character.isLetterOrDigit(b[at - 1]))
                && (behind == end || !Character.isLetterOrDigit(b[behind]));
    }

    private static boolean isRefusal(String action) {
        return action.equals("REJECT") || action.equals("DELETE") || action.equals("REFUSE");
    }

    private void prevented(Dialogue session, String text) {
        Matcher reason = REASON.matcher(text);
        refused(
                session,
                Optional.empty(),
                reason.find() ? refusal(reason.group(1).charAt(0)) : Refusal.OTHER,
                Address.NULL_SENDER,
                Address.NULL_SENDER);
    }

    /** The reason codes of intrusion prevention. */
    private static Refusal refusal(char code) {
        return switch (code) {
            case 'I', 'M', 'R', 'L' -> Refusal.LIMIT;
            case 'P', 'A' -> Refusal.NO_SUCH_USER;
            case 'Y' -> Refusal.RELAY_DENIED;
            case 'D' -> Refusal.BLOCK_LIST;
            case 'S', 'C' -> Refusal.MILTER;
            default -> Refusal.OTHER;
        };
    }

    private void refused(
            Dialogue session,
            Optional<QueueId> id,
            Refusal reason,
            Address sender,
            Address recipient) {
        teller.tell(
                new MailEvent.Rejected(
                        teller.seen(session),
                        id,
                        session.peer,
                        reason,
                        sender,
                        recipient,
                        session.helo,
                        session.account));
    }

    /**
     * Told at once where the sentence says which message it is about; else kept for the summary, or
     * for the end of the session.
     */
    private void notReached(Dialogue session, String text) {
        Answer answer = Answer.sentence(text);
        session.trouble = Optional.of(answer);
        List<Address> named = Addresses.bracketed(text, 2);
        if (named.isEmpty()) {
            return;
        }
        Address recipient = named.getLast();
        Optional<Address> sender =
                named.size() == 2 ? Optional.of(named.getFirst()) : messages.senderTo(recipient);
        Optional<QueueId> id = MsgId.in(text).filter(messages::knows);
        Dialogue.Reply reply = new Dialogue.Reply(recipient, answer);
        if (sender.isPresent() && (id.isPresent() || messages.knows(sender.get(), recipient))) {
            messages.answered(session, sender.get(), reply, id);
        } else {
            session.unreached.add(reply);
        }
    }
}
