// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Address;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Refusal;
import argine.mail.QueueId;
import argine.server.log.Interned;
import java.util.Locale;
import java.util.Optional;

/**
 * Sessions in which IceWarp takes mail: who is there, who logs in, what is accepted from them.
 *
 * <p>The vendor says that {@code RSET} ends a login, and a session that turns to TLS begins anew.
 */
final class ServerSide {
    private static final int MAX_RECIPIENTS = 5000;
    private static final int MAX_TEXT = 500;
    private static final int LOGGED_IN = 235;
    private static final int GO_ON = 334;

    private final Teller teller;
    private final Messages messages;
    private final Dialogues.Noticed noticed;
    private final Logins logins;
    private final Addresses addresses;
    private final Interned<String> helos = new Interned<>(10, text -> text);

    /** Whether this server says which recipients are elsewhere; only then are others local. */
    private boolean saysForward;

    ServerSide(
            Teller teller,
            Messages messages,
            Dialogues.Noticed noticed,
            Logins logins,
            Addresses addresses) {
        this.addresses = addresses;
        this.teller = teller;
        this.messages = messages;
        this.noticed = noticed;
        this.logins = logins;
    }

    void line(Dialogue session, Lines lines, int i, Word word) {
        if (!session.greeted) {
            session.greeted = true;
            teller.tell(
                    new MailEvent.Connected(
                            teller.seen(session), session.service, "", session.peer));
        }
        if (lines.isOut(i)) {
            if (word == Word.REPLY && !session.isOldReply(lines.code(i), lines.goesOn(i))) {
                reply(session, lines, i);
            }
            return;
        }
        Login login = session.login;
        if (login != null && login.expects()) {
            login.step(lines.action(i, MAX_TEXT));
            lines.hide(lines.action(i), lines.end(i));
            return;
        }
        unnamed(session, lines.isWrapped(i));
        command(session, lines, i, word);
    }

    private void command(Dialogue session, Lines lines, int i, Word word) {
        switch (word) {
            case HELO -> session.helo = helo(lines, i);
            case MAIL, RCPT -> session.expectReply(word, envelope(session, lines, i, word));
            case DATA -> session.expectReply(word, Address.NULL_SENDER);
            case AUTH -> auth(session, lines, i);
            case RSET -> {
                session.resets++;
                session.account = "";
                session.transfer = null;
                session.expectReply(word, Address.NULL_SENDER);
            }
            case STARTTLS -> {
                session.account = "";
                session.login = null;
                session.refused = null;
                session.steps.clear();
            }
            case REPLY, OTHER, USER -> {
                lines.hide(lines.action(i), lines.end(i));
                session.expectReply(Word.OTHER, Address.NULL_SENDER);
            }
            default -> session.expectReply(word, Address.NULL_SENDER);
        }
    }

    private String helo(Lines lines, int i) {
        int from = Math.min(lines.action(i) + 5, lines.end(i));
        return helos.get(lines.bytes(), from, Math.min(lines.end(i), from + 255));
    }

    private Address envelope(Dialogue session, Lines lines, int i, Word word) {
        Address address = addresses.behind(lines, i);
        if (word == Word.MAIL) {
            long size = Words.size(lines.bytes(), lines.action(i), lines.end(i));
            session.transfer = new Dialogue.Transfer(address, size);
        } else {
            session.rcptTried++;
        }
        return address;
    }

    private static void auth(Dialogue session, Lines lines, int i) {
        int from = Math.min(lines.action(i) + 5, lines.end(i));
        session.login = Login.begun(Lines.text(lines.bytes(), from, lines.end(i)));
        session.refused = null;
        session.beforeLogin = session.steps.size();
        session.authTried++;
        lines.hide(behindMechanism(lines, from, lines.end(i)), lines.end(i));
    }

    private static int behindMechanism(Lines lines, int from, int end) {
        int at = from;
        while (at < end && lines.bytes()[at] == ' ') {
            at++;
        }
        while (at < end && lines.bytes()[at] != ' ') {
            at++;
        }
        return at;
    }

    private void reply(Dialogue session, Lines lines, int i) {
        int code = lines.code(i);
        if (isOfLogin(session, code)) {
            return;
        }
        Dialogue.Step step = code == 354 ? session.steps.peek() : session.steps.poll();
        if (step == null || code == 354) {
            return;
        }
        boolean ok = code >= 200 && code < 300;
        switch (step.word()) {
            case MAIL -> {
                session.mailOk += ok ? 1 : 0;
                refusedUnless(ok, session, step, lines, i);
            }
            case RCPT -> recipient(session, step, ok, lines, i);
            case DATA -> data(session, ok, lines, i);
            default -> {}
        }
    }

    /**
     * Takes a reply to a login. Commands that were sent before it are answered before it; and
     * {@value #LOGGED_IN} answers nothing else, even if another reply was taken for the refusal.
     */
    private boolean isOfLogin(Dialogue session, int code) {
        Login login = session.login != null ? session.login : session.refused;
        if (login == null || session.login == null && code != LOGGED_IN) {
            return false;
        }
        if (session.beforeLogin > 0 && code != LOGGED_IN && code != GO_ON) {
            session.beforeLogin -= code == 354 ? 0 : 1;
            return false;
        }
        if (code == LOGGED_IN || code >= 400) {
            loggedIn(session, login, code);
        }
        return code == LOGGED_IN || code == GO_ON || code >= 400;
    }

    private void loggedIn(Dialogue session, Login login, int code) {
        session.login = null;
        session.refused = code == LOGGED_IN ? null : login;
        noticed.login(login);
        if (code == LOGGED_IN) {
            session.authOk++;
            session.account = account(session, login);
            if (logins.explains()) {
                teller.tell(
                        new MailEvent.LoggedIn(
                                teller.seen(session),
                                "submission",
                                session.account,
                                session.peer,
                                ""));
            }
        } else if (!login.wasCancelled()) {
            teller.tell(
                    new MailEvent.LoginFailed(
                            teller.seen(session),
                            session.service,
                            logins.account(login.name()),
                            session.peer,
                            "",
                            MailEvent.Why.UNSAID));
        }
    }

    /** Who logged in: what the log says, or, where it hides the name, what the queue says. */
    private String account(Dialogue session, Login login) {
        if (!login.name().equals(Login.HIDDEN)) {
            return logins.account(login.name());
        }
        Optional<String> account = logins.behind(session.peer);
        noticed.namedByQueue += account.isPresent() ? 1 : 0;
        return account.orElse(Login.HIDDEN);
    }

    private void recipient(Dialogue session, Dialogue.Step step, boolean ok, Lines lines, int i) {
        refusedUnless(ok, session, step, lines, i);
        Dialogue.Transfer transfer = session.transfer;
        if (!ok || transfer == null) {
            return;
        }
        session.rcptOk++;
        transfer.asked++;
        boolean forward = Words.saysForward(lines.bytes(), lines.action(i), lines.end(i));
        saysForward |= forward;
        if (transfer.recipients.size() + transfer.local.size() < MAX_RECIPIENTS) {
            (forward || !saysForward ? transfer.recipients : transfer.local).add(step.address());
        }
    }

    private void data(Dialogue session, boolean ok, Lines lines, int i) {
        Dialogue.Transfer transfer = session.transfer;
        if (transfer == null || transfer.asked == 0) {
            return;
        }
        if (!ok) {
            refused(session, transfer.sender, Address.NULL_SENDER, lines.action(i, MAX_TEXT));
            session.transfer = null;
            return;
        }
        transfer.accepted = true;
        int from = Math.min(lines.action(i) + 3, lines.end(i));
        int end = Math.min(lines.end(i), from + MAX_TEXT);
        long size = Words.received(lines.bytes(), from, end);
        transfer.size = size >= 0 ? size : transfer.size;
        Words.msgId(lines.bytes(), from, end)
                .ifPresent(id -> accept(session, transfer, id, lines.isWrapped(i)));
    }

    private void accept(Dialogue session, Dialogue.Transfer transfer, QueueId id, boolean wrapped) {
        messages.accept(session, transfer, id, !wrapped);
    }

    /** The message was accepted, and no line gave its MsgID. */
    private void unnamed(Dialogue session, boolean wrapped) {
        Dialogue.Transfer transfer = session.transfer;
        if (transfer != null && transfer.accepted && !transfer.told) {
            QueueId id =
                    session.named.orElseGet(
                            () ->
                                    new QueueId(
                                            Accepted.NAMELESS
                                                    + session.number
                                                    + "-"
                                                    + session.mailOk));
            accept(session, transfer, id, wrapped);
        }
        if (transfer != null && transfer.told) {
            session.transfer = null;
            session.named = Optional.empty();
        }
    }

    void summary(Dialogue session, Summary summary, boolean wrapped) {
        Dialogue.Transfer transfer = session.transfer;
        if (transfer == null || transfer.told || transfer.asked == 0 || !summary.isOk()) {
            return;
        }
        transfer.accepted = true;
        transfer.size = summary.bytes();
        session.named = summary.id().or(() -> session.named);
        unnamed(session, wrapped);
    }

    /** The level of the log is so low that this line is all there is. */
    void summaryOnly(Dialogue session, Summary summary) {
        QueueId id =
                summary.id()
                        .orElseGet(
                                () ->
                                        new QueueId(
                                                "summary-"
                                                        + session.number
                                                        + "-"
                                                        + teller.micros()));
        messages.accept(summary, id);
    }

    private void refusedUnless(
            boolean ok, Dialogue session, Dialogue.Step step, Lines lines, int i) {
        if (!ok) {
            String text = lines.action(i, MAX_TEXT);
            Dialogue.Transfer transfer = session.transfer;
            boolean sender = step.word() == Word.MAIL;
            Address from = sender || transfer == null ? step.address() : transfer.sender;
            refused(session, from, sender ? Address.NULL_SENDER : step.address(), text);
        }
    }

    private void refused(Dialogue session, Address sender, Address recipient, String text) {
        boolean login = !session.account.isEmpty();
        teller.tell(
                new MailEvent.Rejected(
                        teller.seen(session),
                        Optional.empty(),
                        session.peer,
                        reason(text.toLowerCase(Locale.ROOT), login && recipient.isNull()),
                        sender,
                        recipient,
                        session.helo,
                        session.account));
    }

    /** {@code 501 5.7.1 Permission denied} answers a sender that is not the login's. */
    private static Refusal reason(String text, boolean isSenderOfLogin) {
        if (text.contains("permission denied") && isSenderOfLogin) {
            return Refusal.NOT_OWNED;
        }
        if (text.contains("relay")) {
            return Refusal.RELAY_DENIED;
        }
        if (text.contains("5.1.1")
                || text.contains("user unknown")
                || text.contains("unknown user")) {
            return Refusal.NO_SUCH_USER;
        }
        if (text.contains("dnsbl") || text.contains("black") || text.contains("listed")) {
            return Refusal.BLOCK_LIST;
        }
        if (text.contains("too many") || text.contains("limit") || text.contains("blocked")) {
            return Refusal.LIMIT;
        }
        return text.contains("spam") || text.contains("virus") ? Refusal.MILTER : Refusal.OTHER;
    }

    void end(Dialogue session) {
        unnamed(session, true);
        if (session.greeted) {
            teller.tell(
                    new MailEvent.Disconnected(
                            teller.seen(session),
                            session.service,
                            session.peer,
                            new MailEvent.Commands(
                                    session.authOk,
                                    session.authTried,
                                    session.mailOk,
                                    session.rcptOk,
                                    session.rcptTried,
                                    session.resets)));
        }
    }
}
