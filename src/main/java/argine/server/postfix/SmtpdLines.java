// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static argine.server.log.Entry.literal;

import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Commands;
import argine.mail.QueueId;
import argine.server.log.Entry;
import argine.server.log.Literal;
import argine.server.log.MessageReader;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what {@code smtpd(8)} writes: sessions, logins, refusals, and each message's client. */
final class SmtpdLines implements MessageReader {
    private static final Literal CONNECT = literal("connect from ");
    private static final Literal DISCONNECT = literal("disconnect from ");
    private static final Literal WARNING = literal("warning: ");
    private static final Literal CLIENT = literal("client=");
    private static final Literal SASL_USERNAME = literal("sasl_username=");
    private static final Literal LOGIN = literal(", sasl_username=");
    private static final Literal UNANSWERED = literal(": Connection lost to authentication server");
    private static final Literal SASL_SENDER = literal(", sasl_sender=");
    private static final Literal ORIG_QUEUE_ID = literal(", orig_queue_id=");
    private static final Literal TRUE_CLIENT = literal(", orig_client=");
    private static final Literal PROXY_ACCEPT = literal("proxy-accept: ");
    private static final Literal FROM_FIELD = literal("; from=<");
    private static final Literal QUEUED_AS = literal("queued as ");
    private static final Literal SASL = literal("SASL ");
    private static final Literal FAILED = literal("authentication failed");
    private static final Literal NOQUEUE = literal("NOQUEUE: ");
    private static final Literal SEPARATOR = literal(", ");

    private final PostfixLines.Known known;
    private final Fields fields;
    private final RejectLines rejects;
    private final String service;

    SmtpdLines(PostfixLines.Known known, String service) {
        this.known = known;
        this.fields = new Fields(known);
        this.rejects = new RejectLines(known);
        this.service = service;
    }

    @Override
    public boolean read(Entry entry, Consumer<MailEvent> sink) {
        switch (entry.peek()) {
            case 'c' -> {
                if (entry.skip(CONNECT)) {
                    ClientAddress client = fields.client(entry);
                    sink.accept(
                            new MailEvent.Connected(
                                    entry.seen(), service, fields.clientName(entry), client));
                    return true;
                }
            }
            case 'd' -> {
                if (entry.skip(DISCONNECT)) {
                    return disconnect(entry, sink);
                }
            }
            case 'w' -> {
                if (entry.skip(WARNING)) {
                    return warning(entry, sink);
                }
            }
            case 'N' -> {
                if (entry.skip(NOQUEUE)) {
                    return beforeFilter(entry, sink)
                            || rejects.read(entry, Optional.empty(), sink)
                            || isKnownChatter(entry);
                }
            }
            case 'p' -> {
                if (beforeFilter(entry, sink)) {
                    return true;
                }
            }
            default -> {}
        }
        Optional<QueueId> id = fields.queueId(entry);
        return id.isPresent() ? aboutMessage(entry, id.get(), sink) : isKnownChatter(entry);
    }

    private boolean aboutMessage(Entry entry, QueueId id, Consumer<MailEvent> sink) {
        if (!entry.skip(CLIENT)) {
            return rejects.read(entry, Optional.of(id), sink);
        }
        ClientAddress client = fields.client(entry);
        String name = fields.clientName(entry);
        Optional<QueueId> before = Optional.empty();
        ClientAddress clientBefore = ClientAddress.NONE;
        String account = login(entry);
        if (entry.skipPast(ORIG_QUEUE_ID)) {
            before = fields.bareId(entry);
        }
        if (entry.skipPast(TRUE_CLIENT)) {
            clientBefore = fields.client(entry);
        }
        sink.accept(
                new MailEvent.Submitted(
                        entry.seen(), id, service, name, client, account, before, clientBefore));
        return true;
    }

    /**
     * What a service says that hands messages to a filter before they have a name: {@code NOQUEUE:
     * client=} who brings one, and {@code proxy-accept:} which name the filter answers.
     */
    private boolean beforeFilter(Entry entry, Consumer<MailEvent> sink) {
        if (entry.skip(CLIENT)) {
            ClientAddress client = fields.client(entry);
            String account = login(entry);
            if (!account.isEmpty()) {
                sink.accept(
                        new MailEvent.LoggedIn(entry.seen(), "submission", account, client, ""));
            }
            return true;
        }
        if (!entry.skip(PROXY_ACCEPT)) {
            return false;
        }
        int from = entry.find(FROM_FIELD);
        int end = from < 0 ? entry.end() : from;
        int last = -1;
        while (entry.skipPast(QUEUED_AS) && entry.position() < end) {
            last = entry.position();
        }
        if (last >= 0) {
            entry.position(last);
            fields.bareId(entry)
                    .ifPresent(id -> sink.accept(new MailEvent.Relayed(entry.seen(), id, "", "")));
        }
        return true;
    }

    /** The login among the fields behind the client; empty when there is none. */
    private String login(Entry entry) {
        while (!entry.startsWith(ORIG_QUEUE_ID)
                && !entry.startsWith(TRUE_CLIENT)
                && entry.skip(SEPARATOR)) {
            if (entry.skip(SASL_USERNAME)) {
                return account(entry);
            }
            entry.position(entry.until(','));
        }
        return "";
    }

    /**
     * The login reaches to the next field that Postfix itself writes, or to the end of the line.
     */
    private String account(Entry entry) {
        int start = entry.position();
        int sender = entry.find(SASL_SENDER);
        int orig = entry.find(ORIG_QUEUE_ID);
        int first = orig >= 0 ? orig : entry.find(TRUE_CLIENT);
        int end = sender >= 0 ? sender : first >= 0 ? first : entry.end();
        entry.position(end);
        return known.names.get(entry.bytes(), start, Math.min(end, start + Fields.MAX_NAME));
    }

    private boolean disconnect(Entry entry, Consumer<MailEvent> sink) {
        ClientAddress client = fields.client(entry);
        Commands commands = commands(entry);
        sink.accept(new MailEvent.Disconnected(entry.seen(), service, client, commands));
        return true;
    }

    /**
     * {@code ehlo=1 auth=0/2 mail=1 rcpt=15 data=1}: told apart by their first and last letters.
     */
    private static Commands commands(Entry entry) {
        int authOk = 0;
        int authAll = 0;
        int mail = 0;
        int rcptOk = 0;
        int rcptAll = 0;
        int resets = 0;
        byte[] bytes = entry.bytes();
        while (!entry.atEnd() && entry.peek() == ' ') {
            entry.position(entry.position() + 1);
            int name = entry.position();
            int equals = entry.until('=');
            entry.position(equals + 1);
            int ok = count(entry);
            int all = ok;
            if (entry.peek() == '/') {
                entry.position(entry.position() + 1);
                all = count(entry);
            }
            switch (equals > name ? bytes[name] * 31 + bytes[equals - 1] : 0) {
                case 'a' * 31 + 'h' -> {
                    authOk = ok;
                    authAll = all;
                }
                case 'm' * 31 + 'l' -> mail = ok;
                case 'r' * 31 + 't' -> {
                    if (bytes[name + 1] == 'c') {
                        rcptOk = ok;
                        rcptAll = all;
                    } else {
                        resets = all;
                    }
                }
                default -> {}
            }
        }
        return new Commands(authOk, authAll, mail, rcptOk, rcptAll, resets);
    }

    private static int count(Entry entry) {
        return Math.clamp(entry.number(), 0, Integer.MAX_VALUE);
    }

    /** {@code warning: NAME[IP]: SASL LOGIN authentication failed: REASON, sasl_username=USER}. */
    private boolean warning(Entry entry, Consumer<MailEvent> sink) {
        ClientAddress client = fields.client(entry);
        if (client.equals(ClientAddress.NONE)
                || entry.peek() != ':'
                || !entry.skipPast(SEPARATOR_COLON)
                || !entry.skip(SASL)
                || !entry.skipPast(FAILED)) {
            return true;
        }
        if (entry.find(UNANSWERED) >= 0) {
            return true; // nobody has looked at the password
        }
        String account = "";
        if (entry.skipPast(LOGIN)) {
            int end = Math.min(entry.end(), entry.position() + Fields.MAX_NAME);
            account = entry.text(entry.position(), end);
        }
        sink.accept(
                new MailEvent.LoginFailed(
                        entry.seen(), service, account, client, "", MailEvent.Why.UNSAID));
        return true;
    }

    private static final Literal SEPARATOR_COLON = literal(": ");

    private static final Literal[] CHATTER = {
        literal("lost connection "),
        literal("timeout "),
        literal("too many errors "),
        literal("improper command pipelining "),
        literal("SSL_accept "),
        literal("setting up TLS "),
        literal("Anonymous TLS "),
        literal("Trusted TLS "),
        literal("Untrusted TLS "),
        literal("Verified TLS "),
        literal("TLS SNI "),
        literal("fatal: "),
        literal("error: "),
        literal("panic: "),
        literal("table "),
        literal("proxy-accept: "),
        literal("proxy-reject: "),
        literal("discarding EHLO "),
        literal("initializing "),
        literal("generic_checks"),
        literal("statistics"),
        literal("hostname "),
        literal("SSL3 "),
        literal("> "),
        literal("< "),
        literal("match_"),
        literal("rewrite"),
        literal("send attr"),
        literal("input attr"),
        literal("private/"),
        literal("public/"),
        literal("smtpd_"),
        literal("auto_clnt"),
        literal("vstream_"),
        literal("watchdog_"),
        literal("xsasl_"),
        literal("name_mask"),
        literal("been_here"),
        literal("dict_"),
        literal("extract_addr"),
        literal("maps_"),
        literal("ctable_"),
        literal("permit_"),
        literal("reject_"),
        literal("check_"),
        literal("mail_addr_find"),
        literal("resolve_clnt"),
        literal("trigger"),
        literal("event_"),
        literal("warn_"),
        literal(">>> "),
        literal("<<< "),
        literal("milter"),
        literal("proxymap"),
        literal("process generation"),
        literal("inet_addr"),
        literal("been "),
        literal("client_"),
        literal("using "),
        literal("idle "),
        literal("abort "),
        literal("mynetworks"),
        literal("relay_"),
        literal("connection established"),
        literal("master_notify"),
        literal("before input"),
        literal("after input"),
        literal("SSL_"),
        literal("verify")
    };

    /** Lines of {@code smtpd -v} and about the weather: nothing in them is about a message. */
    private static boolean isKnownChatter(Entry entry) {
        for (Literal start : CHATTER) {
            if (entry.startsWith(start)) {
                return true;
            }
        }
        return false;
    }
}
