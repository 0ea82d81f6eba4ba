// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import static argine.server.Entry.literal;

import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Why;
import argine.server.Entry;
import java.util.function.Consumer;

/**
 * Reads the {@code auth} process: {@code passdb(user,address[,<session>]): Password mismatch}.
 *
 * <p>Only a wrong password and a refusal are taken for failures. {@code unknown user} is not: with
 * a deny list every <em>successful</em> login writes it first, for the list that does not hold the
 * user; the failed login itself is written by Postfix or by the login process.
 */
final class AuthLines {
    private static final byte[] MISMATCH = literal("assword mismatch");
    private static final byte[] POLICY =
            literal("Authentication failure due to policy server refusal");
    private static final byte[] NETS = literal("allow_nets check failed");
    private static final byte[] OPEN = literal("(");
    private static final byte[] CLOSE = literal("): ");

    boolean read(Entry entry, Consumer<MailEvent> sink) {
        Why why = why(entry);
        if (why == Why.UNSAID) {
            return true;
        }
        int close = entry.find(CLOSE);
        while (close >= 0 && !holdsComma(entry, close)) {
            entry.position(
                    close + CLOSE.length); // auth-worker(12092): conn unix:...: sql(user,ip): ...
            close = entry.find(CLOSE);
        }
        if (close < 0 || !entry.skipPast(OPEN)) {
            return true;
        }
        String[] parts = entry.text(entry.position(), close).split(",", -1);
        boolean session = parts.length > 2 && parts[parts.length - 1].startsWith("<");
        int address = parts.length - (session ? 2 : 1);
        if (address < 1) {
            return true;
        }
        String account = String.join(",", java.util.Arrays.copyOf(parts, address));
        ClientAddress client = ClientAddress.parse(parts[address]).orElse(ClientAddress.NONE);
        String id = session ? parts[parts.length - 1].replaceAll("[<>]", "") : "";
        sink.accept(new MailEvent.LoginFailed(entry.seen(), "auth", account, client, id, why));
        return true;
    }

    private static boolean holdsComma(Entry entry, int end) {
        for (int i = entry.position(); i < end; i++) {
            if (entry.bytes()[i] == ',') {
                return true;
            }
        }
        return false;
    }

    private static Why why(Entry entry) {
        if (entry.find(MISMATCH) >= 0) {
            return Why.PASSWORD;
        }
        return entry.find(POLICY) >= 0 || entry.find(NETS) >= 0 ? Why.REFUSED : Why.UNSAID;
    }
}
