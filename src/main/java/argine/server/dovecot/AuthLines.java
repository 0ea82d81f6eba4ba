// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import static argine.server.log.Entry.literal;

import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Why;
import argine.server.log.Entry;
import argine.server.log.Literal;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the {@code auth} process: {@code passdb(user,address[,<session>]): Password mismatch}, and
 * since Dovecot 2.4 {@code auth(user,address,sasl:plain)<session>: passdb: Password mismatch}.
 *
 * <p>Only a wrong password and a refusal are taken for failures. {@code unknown user} is not: with
 * a deny list every <em>successful</em> login writes it first, for the list that does not hold the
 * user; the failed login itself is written by Postfix or by the login process.
 *
 * <p>The name is a stranger's: it ends at the last bracket that stands behind an address. Since
 * Dovecot 2.4 a worker's line says again what {@code auth} says; it is passed over.
 */
final class AuthLines {
    private static final Literal PLAIN = literal("auth: ");
    private static final Literal NAMED = literal("auth(");
    private static final Literal WORKER_END = literal("): ");
    private static final Literal CONNECTION = literal("conn ");
    private static final Literal REQUEST_END = literal(">: ");
    private static final Literal SEPARATOR = literal(": ");
    private static final Literal MISMATCH = literal("assword mismatch");
    private static final Literal PAM = literal("pam_authenticate() failed");
    private static final Literal POLICY =
            literal("Authentication failure due to policy server refusal");
    private static final Literal NETS = literal("allow_nets check failed");
    private static final int MAX_NAME = 256;

    /** A name with what stands behind it in the brackets. */
    private record Who(String account, ClientAddress client, String session) {}

    boolean read(Entry entry, Consumer<MailEvent> sink) {
        if (entry.find(MISMATCH) < 0 && entry.find(POLICY) < 0 && entry.find(NETS) < 0) {
            return true;
        }
        skipProcess(entry);
        int open = entry.until('(');
        for (int close = entry.end() - 1; close > open; close--) {
            if (entry.bytes()[close] == ')') {
                Optional<Who> who = who(entry, open + 1, close);
                if (who.isPresent()) {
                    failed(entry, close, who.get(), sink);
                    return true;
                }
            }
        }
        withoutAddress(entry, open, sink);
        return true;
    }

    /** Steps to the password store, or to {@code auth(} where the user stands behind that. */
    private static void skipProcess(Entry entry) {
        if (!entry.skip(PLAIN) && !entry.startsWith(NAMED)) {
            entry.skipPast(WORKER_END);
        }
        DovecotLines.skipLevel(entry);
        if (entry.startsWith(CONNECTION)) {
            entry.skipPast(REQUEST_END);
        }
    }

    /** Reads {@code user,address}, then a session or a mechanism, if that is what stands there. */
    private static Optional<Who> who(Entry entry, int from, int close) {
        int end = close + 1;
        byte[] bytes = entry.bytes();
        boolean behind = end < entry.end() && bytes[end] == '<';
        if (!behind && (end >= entry.end() || bytes[end] != ':')) {
            return Optional.empty();
        }
        String[] parts = entry.text(from, close).split(",", -1);
        String last = parts[parts.length - 1];
        boolean more = last.startsWith("<") || last.startsWith("sasl:");
        int address = parts.length - (more ? 2 : 1);
        if (address < 1) {
            return Optional.empty();
        }
        String session = behind ? entry.text(end, session(entry, end)) : more ? last : "";
        String account = String.join(",", Arrays.copyOf(parts, address));
        return ClientAddress.parse(parts[address])
                .map(client -> new Who(bounded(account), client, bare(session)));
    }

    private static int session(Entry entry, int from) {
        int at = from;
        while (at < entry.end() && entry.bytes()[at] != '>') {
            at++;
        }
        return at;
    }

    private static String bare(String session) {
        return bounded(session.startsWith("<") ? session.replaceAll("[<>]", "") : "");
    }

    private static String bounded(String text) {
        return text.substring(0, Math.min(text.length(), MAX_NAME));
    }

    private static void failed(Entry entry, int close, Who who, Consumer<MailEvent> sink) {
        entry.position(close + 1);
        Why why = why(entry);
        if (why != Why.UNSAID) {
            sink.accept(
                    new MailEvent.LoginFailed(
                            entry.seen(), "auth", who.account, who.client, who.session, why));
        }
    }

    /** {@code sql(user): Password mismatch}: asked without saying for whom. */
    private static void withoutAddress(Entry entry, int open, Consumer<MailEvent> sink) {
        int close = entry.find(WORKER_END);
        if (close > open) {
            Who who = new Who(bounded(entry.text(open + 1, close)), ClientAddress.NONE, "");
            failed(entry, close, who, sink);
        }
    }

    /** The cursor stands behind the name; the password that was typed may follow the reason. */
    private static Why why(Entry entry) {
        entry.skipPast(SEPARATOR);
        DovecotLines.skipLevel(entry);
        int store = entry.until(' ');
        if (store > entry.position() && entry.bytes()[store - 1] == ':') {
            entry.position(store + 1);
        }
        if (entry.startsWith(POLICY) || entry.startsWith(NETS)) {
            return Why.REFUSED;
        }
        boolean pam = entry.startsWith(PAM);
        int found = entry.find(MISMATCH);
        return found >= 0 && (pam || found == entry.position() + 1) ? Why.PASSWORD : Why.UNSAID;
    }
}
