// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.MailEvent;
import java.util.Locale;

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
        } else if (session.login != null) {
            reply(session, session.login, text);
        }
    }

    private static void command(Dialogue session, String text) {
        Login pending = session.login;
        if (pending != null && pending.expects() && !text.regionMatches(true, 0, "PASS ", 0, 5)) {
            pending.step(text);
            return;
        }
        if (session.service.equals("imap")) {
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
        if (verb.equals("APOP") && session.login != null) {
            session.login.step(words[words.length - 1]);
        }
        if (verb.equals("PASS") && session.login != null) {
            session.login.pass(more);
        }
    }

    private static void imap(Dialogue session, String text) {
        String[] words = text.split(" ", 4);
        String verb = words.length > 2 ? words[1].toUpperCase(Locale.ROOT) : "";
        if (verb.equals("LOGIN")) {
            session.login = Login.named(unquoted(words[2]));
            session.login.pass(words.length > 3);
        } else if (verb.equals("AUTHENTICATE")) {
            session.login =
                    Login.begun(text.substring(text.indexOf(' ', words[0].length() + 1) + 1));
        }
    }

    private static String unquoted(String word) {
        boolean quoted = word.length() > 1 && word.startsWith("\"") && word.endsWith("\"");
        return quoted ? word.substring(1, word.length() - 1) : word;
    }

    private void reply(Dialogue session, Login login, String text) {
        String[] words = text.split(" ", 3);
        boolean imap = session.service.equals("imap");
        String word = imap && words.length > 1 ? words[1] : words[0];
        boolean untagged = imap && (words[0].equals("*") || words[0].equals("+"));
        if (login.expects() || untagged || word.equals("+")) {
            return;
        }
        session.login = null;
        noticed.login(login);
        String account = logins.account(login.name());
        boolean ok = word.equals("+OK") || word.equalsIgnoreCase("OK");
        boolean refused =
                word.equals("-ERR") || word.equalsIgnoreCase("NO") || word.equalsIgnoreCase("BAD");
        String name = session.service + "-" + session.number;
        if (ok) {
            teller.tell(
                    new MailEvent.LoggedIn(
                            teller.seen(session), session.service, account, session.peer, name));
        } else if (refused && !login.wasCancelled()) {
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
