// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.MailEvent;
import java.util.Locale;
import java.util.Optional;

/**
 * Sessions of POP3 and IMAP, as far as the standards' own words make them readable: who logged in.
 *
 * <p>No log of these services was at hand, so nothing but the standards' words is relied on; all
 * that may be a password is overwritten.
 */
final class MailboxSide {
    private static final int MAX_TEXT = 500;

    private final Teller teller;
    private final Dialogues.Noticed noticed;
    private final Logins logins;

    MailboxSide(Teller teller, Dialogues.Noticed noticed, Logins logins) {
        this.teller = teller;
        this.noticed = noticed;
        this.logins = logins;
    }

    void line(Dialogue session, Lines lines, int i) {
        session.role = Dialogue.Role.SERVER;
        String text = lines.action(i, MAX_TEXT);
        if (lines.isIn(i)) {
            lines.hide(lines.action(i), lines.end(i));
            command(session, text);
        } else {
            reply(session, text);
        }
    }

    private static void command(Dialogue session, String text) {
        Login pending = session.login;
        if (pending != null && pending.expects()) {
            pending.step(text);
        } else if (session.service.equals("imap")) {
            imap(session, text);
        } else {
            pop3(session, text);
        }
    }

    private static void pop3(Dialogue session, String text) {
        String[] words = text.split(" ", 3);
        String verb = words[0].toUpperCase(Locale.ROOT);
        boolean more = words.length > 1;
        switch (verb) {
            case "USER", "APOP" -> session.login = more ? Login.named(words[1]) : session.login;
            case "AUTH" -> session.login = more ? Login.begun(text.substring(5)) : session.login;
            default -> {}
        }
        Login login = session.login;
        boolean last = verb.equals("APOP") || verb.equals("PASS") || verb.equals("AUTH") && more;
        if (verb.equals("PASS") && login != null) {
            login.pass(more && !isHidden(words[1]));
        }
        session.promise(last ? Optional.ofNullable(login) : Optional.empty());
    }

    private static void imap(Dialogue session, String text) {
        String[] words = text.split(" ", 4);
        String verb = words.length > 2 ? words[1].toUpperCase(Locale.ROOT) : "";
        if (verb.equals("LOGIN")) {
            session.login = Login.named(unquoted(words[2]));
            session.login.pass(words.length > 3 && !isHidden(words[3]));
        } else if (verb.equals("AUTHENTICATE")) {
            session.login =
                    Login.begun(text.substring(text.indexOf(' ', words[0].length() + 1) + 1));
        } else {
            return;
        }
        session.promise(words[0], session.login);
    }

    /** The log shows asterisks in place of a password. */
    private static boolean isHidden(String password) {
        return unquoted(password).chars().allMatch(c -> c == '*');
    }

    private static String unquoted(String word) {
        boolean quoted = word.length() > 1 && word.startsWith("\"") && word.endsWith("\"");
        return quoted ? word.substring(1, word.length() - 1) : word;
    }

    /** A reply belongs to the command with its tag, or to the first without one. */
    private void reply(Dialogue session, String text) {
        String[] words = text.split(" ", 3);
        if (session.service.equals("imap")) {
            String word = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "";
            if (word.equals("OK") || word.equals("NO") || word.equals("BAD")) {
                session.answered(words[0])
                        .ifPresent(login -> decided(session, login, word.equals("OK")));
            }
        } else if (words[0].equals("+OK") || words[0].equals("-ERR")) {
            session.answered().ifPresent(login -> decided(session, login, words[0].equals("+OK")));
        }
    }

    private void decided(Dialogue session, Login login, boolean ok) {
        session.login = session.login == login ? null : session.login;
        noticed.login(login);
        String account = logins.account(login.name());
        String name = session.service + "-" + session.number;
        if (ok) {
            teller.tell(
                    new MailEvent.LoggedIn(
                            teller.seen(session), session.service, account, session.peer, name));
        } else if (!login.wasCancelled()) {
            teller.tell(
                    new MailEvent.LoginFailed(
                            teller.seen(session),
                            session.service,
                            account,
                            session.peer,
                            name,
                            MailEvent.Why.UNSAID));
        }
    }
}
