// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import static argine.server.log.Entry.literal;

import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Why;
import argine.server.log.Clients;
import argine.server.log.Entry;
import argine.server.log.Interned;
import argine.server.log.Literal;
import java.util.function.Consumer;

/**
 * Reads {@code imap-login}, {@code pop3-login} and their like: {@code Login: user=<>, method=,
 * rip=, lip=, session=<>} ({@code Logged in:} since Dovecot 2.4) and {@code Disconnected: ... (auth
 * failed, N attempts in S secs): user=<> ...}.
 */
final class LoginLines {
    private static final Literal LOGIN = literal("Login: user=<");
    private static final Literal LOGGED_IN = literal("Logged in: user=<");
    private static final Literal PROXIED = literal("tarted proxying to ");
    private static final Literal USER = literal(": user=<");
    private static final Literal METHOD = literal(">, method=");
    private static final Literal RIP = literal(", rip=");
    private static final Literal SESSION = literal("session=<");
    private static final Literal AUTH_FAILED = literal("(auth failed");
    private static final Literal OLD_AUTH_FAILED = literal(" authentication attempts)");
    private static final Literal DISABLED = literal("(user disabled");
    private static final Literal NOT_PERMITTED = literal("(internal failure");

    private final Interned<String> names = new Interned<>(13, text -> text);
    private final Clients clients = new Clients();

    boolean read(Entry entry, String service, Consumer<MailEvent> sink) {
        if (entry.peek() != ':') {
            return false;
        }
        entry.position(entry.position() + 2);
        DovecotLines.skipLevel(entry);
        int rip = entry.findLast(RIP);
        if (rip < 0) {
            return entry.find(USER) < 0; // no client, or cut short in the name
        }
        if (entry.skip(LOGIN) || entry.skip(LOGGED_IN)) {
            loggedIn(entry, service, rip, sink);
            return true;
        }
        int user = entry.find(USER);
        if (user < 0) {
            return true;
        }
        Why why = why(entry, user);
        boolean proxied = before(entry, PROXIED, user);
        entry.position(user + USER.length());
        if (proxied) {
            loggedIn(entry, service, rip, sink);
        } else if (why != Why.UNSAID) {
            failed(entry, service, why, rip, sink);
        }
        return true; // else: left without trying, or cut off in TLS
    }

    private void loggedIn(Entry entry, String service, int rip, Consumer<MailEvent> sink) {
        String account = user(entry, rip);
        ClientAddress client = client(entry, rip);
        sink.accept(new MailEvent.LoggedIn(entry.seen(), service, account, client, session(entry)));
    }

    private void failed(Entry entry, String service, Why why, int rip, Consumer<MailEvent> sink) {
        String account = user(entry, rip);
        ClientAddress client = client(entry, rip);
        if (!account.isEmpty()) {
            sink.accept(
                    new MailEvent.LoginFailed(
                            entry.seen(), service, account, client, session(entry), why));
        }
    }

    /** What happened stands before the name, which may say anything. */
    private static Why why(Entry entry, int user) {
        if (before(entry, AUTH_FAILED, user) || before(entry, OLD_AUTH_FAILED, user)) {
            return Why.PASSWORD;
        }
        boolean refused = before(entry, DISABLED, user) || before(entry, NOT_PERMITTED, user);
        return refused ? Why.REFUSED : Why.UNSAID;
    }

    private static boolean before(Entry entry, Literal literal, int end) {
        int found = entry.find(literal);
        return found >= 0 && found < end;
    }

    /**
     * The name reaches to the last {@code >, method=}, or to the last {@code >, rip=} without one.
     */
    private String user(Entry entry, int rip) {
        int from = entry.position();
        int end = entry.findLast(METHOD);
        if (end < 0) {
            end = Math.max(from, rip - 1);
        }
        String name = names.get(entry.bytes(), from, Math.min(end, from + 256));
        entry.position(end);
        return name;
    }

    private ClientAddress client(Entry entry, int rip) {
        if (rip < entry.position()) {
            return ClientAddress.NONE;
        }
        entry.position(rip + RIP.length());
        return clients.get(entry.bytes(), entry.position(), entry.until(','));
    }

    private static String session(Entry entry) {
        int found = entry.findLast(SESSION);
        if (found < 0) {
            return "";
        }
        entry.position(found + SESSION.length());
        return entry.text(entry.position(), Math.min(entry.until('>'), entry.position() + 64));
    }
}
