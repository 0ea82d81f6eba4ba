// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Address;
import argine.mail.QueueId;
import java.util.List;
import java.util.Optional;

/**
 * Sessions in which IceWarp brings mail to another server, and those that never came about.
 *
 * <p>An answer is told at its own line where sender and recipient say which message it is for; else
 * at the summary, which may give the MsgID, or at the end.
 */
final class ClientSide {
    private static final int MAX_TEXT = 500;
    private static final int MAX_REPLIES = 5000;

    private final Messages messages;
    private final Addresses addresses;

    ClientSide(Messages messages, Addresses addresses) {
        this.addresses = addresses;
        this.messages = messages;
    }

    void line(Dialogue session, Lines lines, int i, Word word) {
        if (lines.isIn(i)) {
            if (word == Word.REPLY && !session.isOldReply(lines.code(i), lines.goesOn(i))) {
                reply(session, lines.code(i), lines, i);
            }
            return;
        }
        switch (word) {
            case MAIL -> {
                finish(session, Optional.empty());
                Address sender = addresses.behind(lines, i);
                session.transfer = new Dialogue.Transfer(sender, 0);
                session.expectReply(word, sender);
            }
            case RCPT -> session.expectReply(word, addresses.behind(lines, i));
            case HELO -> {}
            case AUTH -> {
                lines.hide(Math.min(lines.action(i) + 5, lines.end(i)), lines.end(i));
                session.expectReply(word, Address.NULL_SENDER);
            }
            case OTHER, REPLY, USER -> {
                lines.hide(lines.action(i), lines.end(i));
                session.expectReply(word, Address.NULL_SENDER);
            }
            default -> session.expectReply(word, Address.NULL_SENDER);
        }
    }

    private void reply(Dialogue session, int code, Lines lines, int i) {
        if (code == 220 && session.steps.isEmpty()) {
            session.greeted = true;
            return;
        }
        Dialogue.Step step = code == 354 ? session.steps.peek() : session.steps.poll();
        if (step == null || code == 354) {
            if (code >= 400) {
                session.trouble = Optional.of(answer(code, lines, i));
            }
            return;
        }
        Answer answer = answer(code, lines, i);
        boolean ok = answer.outcome() == Answer.Outcome.DELIVERED;
        Dialogue.Transfer transfer = session.transfer;
        switch (step.word()) {
            case RCPT -> recipient(session, step.address(), answer);
            case DATA -> {
                if (transfer != null) {
                    transfer.recipients.forEach(to -> answered(session, transfer, to, answer));
                    transfer.recipients.clear();
                }
            }
            default -> session.trouble = ok ? session.trouble : Optional.of(answer);
        }
    }

    private static Answer answer(int code, Lines lines, int i) {
        return code >= 200 && code < 400
                ? Answer.DELIVERED
                : Answer.reply(code, lines.action(i, MAX_TEXT));
    }

    private void recipient(Dialogue session, Address recipient, Answer answer) {
        Dialogue.Transfer transfer = session.transfer;
        if (transfer == null || transfer.asked >= MAX_REPLIES) {
            return;
        }
        transfer.asked++;
        if (answer.outcome() == Answer.Outcome.DELIVERED) {
            transfer.recipients.add(recipient);
        } else {
            answered(session, transfer, recipient, answer);
        }
    }

    private void answered(
            Dialogue session, Dialogue.Transfer transfer, Address recipient, Answer answer) {
        transfer.answered.add(recipient);
        Dialogue.Reply reply = new Dialogue.Reply(recipient, answer);
        if (messages.isClear(transfer.sender, recipient)) {
            messages.answered(session, transfer.sender, reply, Optional.empty());
        } else {
            transfer.replies.add(reply);
        }
    }

    /** Whether a summary without a dialogue is of a message that is known to wait here. */
    boolean isOurs(Summary summary) {
        return summary.id().filter(messages::knows).isPresent()
                || summary.recipients().stream()
                        .anyMatch(to -> messages.knows(summary.sender(), to));
    }

    void summary(Dialogue session, Summary summary) {
        Dialogue.Transfer transfer = session.transfer;
        Answer answer = rest(session, summary);
        if (transfer != null && transfer.asked > 0) {
            transfer.recipients.forEach(to -> answered(session, transfer, to, answer));
            transfer.recipients.clear();
            finish(session, summary.id());
        }
        session.unreached.removeIf(reply -> summary.recipients().contains(reply.recipient()));
        for (Address to : summary.recipients()) {
            if (transfer == null || !transfer.answered.contains(to)) {
                messages.answered(
                        session, summary.sender(), new Dialogue.Reply(to, answer), summary.id());
            }
        }
    }

    /** What the summary says, or, where it says little, what went wrong before. */
    private static Answer rest(Dialogue session, Summary summary) {
        if (summary.isOk()) {
            return Answer.DELIVERED;
        }
        Answer said = Answer.sentence(summary.result());
        boolean vague = said.reaction() == argine.mail.Reaction.OTHER;
        return vague ? session.trouble.orElse(said) : said;
    }

    private void finish(Dialogue session, Optional<QueueId> id) {
        Dialogue.Transfer transfer = session.transfer;
        if (transfer != null) {
            List<Dialogue.Reply> replies = List.copyOf(transfer.replies);
            transfer.replies.clear();
            replies.forEach(reply -> messages.answered(session, transfer.sender, reply, id));
        }
    }

    /** No dialogue came about, and no summary said for which message. */
    void unreached(Dialogue session) {
        for (Dialogue.Reply reply : session.unreached) {
            Address sender = messages.anySenderTo(reply.recipient()).orElse(Address.NULL_SENDER);
            messages.answered(session, sender, reply, Optional.empty());
        }
        session.unreached.clear();
    }

    /** The connection ended; whoever was not answered waits for another try. */
    void end(Dialogue session) {
        Dialogue.Transfer transfer = session.transfer;
        if (transfer != null) {
            Answer lost = session.trouble.orElse(Answer.LOST);
            transfer.recipients.forEach(to -> answered(session, transfer, to, lost));
            transfer.recipients.clear();
            for (Dialogue.Step step : session.steps) {
                if (step.word() == Word.RCPT) {
                    answered(session, transfer, step.address(), lost);
                }
            }
            finish(session, Optional.empty());
        }
    }
}
