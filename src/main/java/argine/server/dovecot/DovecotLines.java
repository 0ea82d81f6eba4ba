// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import static argine.server.log.Entry.literal;

import argine.mail.MailEvent;
import argine.server.log.Entry;
import argine.server.log.Interned;
import argine.server.log.Literal;
import argine.server.log.MessageReader;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads what Dovecot 2.3 writes, through syslog or in its own file.
 *
 * <p>Every line begins with the service: {@code imap-login:}, {@code auth:}, {@code imap(user)<pid>
 * <session>:}. The login name is a stranger's and may hold anything; where it stands in brackets
 * the line is read from its end inwards. One instance serves one thread.
 */
public final class DovecotLines implements MessageReader, MessageReader.Directory {
    private static final Set<String> SERVICES =
            Set.of(
                    "imap",
                    "pop3",
                    "submission",
                    "managesieve",
                    "sieve",
                    "lmtp",
                    "lda",
                    "indexer-worker",
                    "imap-urlauth",
                    "imap-hibernate",
                    "doveadm",
                    "quota-status");
    private static final Literal[] HEADS = {
        literal("auth: "),
        literal("auth("),
        literal("auth-worker("),
        literal("imap-login: "),
        literal("pop3-login: "),
        literal("submission-login: "),
        literal("managesieve-login: "),
        literal("imap("),
        literal("pop3("),
        literal("lmtp("),
        literal("submission(")
    };
    private static final Literal LOGIN = literal("-login: ");
    private static final Literal AUTH = literal("auth: ");
    private static final Literal AUTH_NAMED = literal("auth(");
    private static final Literal AUTH_WORKER = literal("auth-worker(");
    private static final Literal[] LEVELS = {
        literal("Info: "),
        literal("Warning: "),
        literal("Warn: "),
        literal("Error: "),
        literal("Debug: "),
        literal("Fatal: "),
        literal("Panic: ")
    };
    private static final Literal[] OTHERS = {
        literal("Dovecot v"),
        literal("master: "),
        literal("anvil: "),
        literal("log: "),
        literal("config: "),
        literal("stats: "),
        literal("dict"),
        literal("ssl-params: "),
        literal("director: "),
        literal("replicator: "),
        literal("indexer"),
        literal("lmtp"),
        literal("imap-hibernate"),
        literal("doveadm"),
        literal("quota-status"),
        literal("auth-penalty"),
        literal("old-stats")
    };

    private final Interned<String> services = new Interned<>(6, text -> text);
    private final LoginLines logins = new LoginLines();
    private final AuthLines auth = new AuthLines();
    private final MailboxLines mailboxes = new MailboxLines();

    /**
     * Dovecot's tag is its {@code instance_name}, which administrators change; an unknown program's
     * lines are read when they begin as Dovecot's do, and passed over otherwise.
     */
    @Override
    public MessageReader forProgram(String tag) {
        if (tag.equals("dovecot") || tag.startsWith("dovecot-")) {
            return this;
        }
        boolean other = tag.startsWith("untrusted-") || tag.indexOf('/') >= 0;
        return other ? NOT_MAIL : new OfAnyName();
    }

    /** A program that is Dovecot under another name, if its lines begin so. */
    private final class OfAnyName implements MessageReader {
        @Override
        public boolean isForeign(Entry entry) {
            return !looksLikeDovecot(entry);
        }

        @Override
        public boolean read(Entry entry, Consumer<MailEvent> sink) {
            return DovecotLines.this.read(entry, sink);
        }
    }

    private static boolean looksLikeDovecot(Entry entry) {
        for (Literal head : HEADS) {
            if (entry.startsWith(head)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean read(Entry entry, Consumer<MailEvent> sink) {
        if (entry.startsWith(AUTH)
                || entry.startsWith(AUTH_NAMED)
                || entry.startsWith(AUTH_WORKER)) {
            return auth.read(entry, sink);
        }
        int start = entry.position();
        int end = start;
        byte[] bytes = entry.bytes();
        while (end < entry.end()
                && end - start < 24
                && (bytes[end] >= 'a' && bytes[end] <= 'z'
                        || bytes[end] == '-'
                        || bytes[end] == '3')) {
            end++;
        }
        if (end == start) {
            return isKnown(entry);
        }
        String service = services.get(bytes, start, end);
        if (service.endsWith("-login")) {
            entry.position(end);
            return logins.read(
                    entry, service.substring(0, service.length() - LOGIN.length() + 2), sink);
        }
        if (SERVICES.contains(service) && end < entry.end() && bytes[end] == '(') {
            entry.position(end + 1);
            return mailboxes.read(entry, service, sink);
        }
        return isKnown(entry);
    }

    private static boolean isKnown(Entry entry) {
        for (Literal other : OTHERS) {
            if (entry.startsWith(other)) {
                return true;
            }
        }
        return isLevel(entry);
    }

    private static boolean isLevel(Entry entry) {
        for (Literal level : LEVELS) {
            if (entry.startsWith(level)) {
                return true;
            }
        }
        return false;
    }

    /** Steps over {@code Info: } and the like, which the file has and syslog mostly has not. */
    static void skipLevel(Entry entry) {
        for (Literal level : LEVELS) {
            if (entry.skip(level)) {
                return;
            }
        }
    }
}
