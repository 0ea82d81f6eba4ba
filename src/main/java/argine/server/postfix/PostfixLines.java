// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.mail.Address;
import argine.server.log.Clients;
import argine.server.log.Interned;
import argine.server.log.MessageReader;
import java.util.Map;
import java.util.Set;

/**
 * Finds the reader for each Postfix daemon.
 *
 * <p>A Postfix program is {@code <syslog_name>/<program>}; the syslog name is the administrator's
 * ({@code postfix}, {@code postfix-out}, {@code postfix/submission} ...), so the last word decides,
 * and what stands between the first and the last names the service. One instance serves one thread.
 */
public final class PostfixLines implements MessageReader.Directory {
    private static final Set<String> OUT = Set.of("smtp", "relay");
    private static final Set<String> IN = Set.of("lmtp", "local", "virtual", "pipe");
    private static final Set<String> UNSAID = Set.of("error", "retry", "discard", "bounce-agent");
    private static final Set<String> NOTHING_TO_READ =
            Set.of(
                    "anvil",
                    "scache",
                    "tlsproxy",
                    "tlsmgr",
                    "master",
                    "postfix-script",
                    "trivial-rewrite",
                    "verify",
                    "postmap",
                    "postalias",
                    "sendmail",
                    "postlogd",
                    "postlog",
                    "proxymap",
                    "showq",
                    "flush",
                    "postqueue",
                    "postdrop",
                    "dnsblog",
                    "postscreen",
                    "spawn",
                    "postconf",
                    "postmulti",
                    "script",
                    "postcat");

    /** The values that come again and again, shared by the readers of one thread. */
    static final class Known {
        final QueueIds queueIds = new QueueIds();
        final Clients clients = new Clients();
        final Interned<String> names = new Interned<>(13, text -> text);
        final Interned<Address> senders = new Interned<>(13, Address::of);
        final Interned<String> domains =
                new Interned<>(12, text -> text.toLowerCase(java.util.Locale.ROOT));
    }

    private final Known known = new Known();
    private final MessageReader cleanup = new CleanupLines(known);
    private final Map<String, MessageReader> fixed =
            Map.of(
                    "cleanup", cleanup,
                    "qmgr", new QmgrLines(known),
                    "nqmgr", new QmgrLines(known),
                    "pickup", new PickupLines(known),
                    "bounce", new BounceLines(known),
                    "postsuper", new PostsuperLines(known));

    @Override
    public MessageReader forProgram(String tag) {
        int slash = tag.lastIndexOf('/');
        if (slash <= 0) {
            return MessageReader.NOT_MAIL;
        }
        String program = tag.substring(slash + 1);
        String before = tag.substring(0, slash);
        String service = before.substring(before.lastIndexOf('/') + 1);
        return reader(program, before.indexOf('/') < 0 ? "smtp" : service);
    }

    private MessageReader reader(String program, String service) {
        if (program.equals("smtpd")) {
            return new SmtpdLines(known, service);
        }
        if (OUT.contains(program)) {
            return new DeliveryLines(known, DeliveryLines.Agent.OUT);
        }
        if (IN.contains(program)) {
            return new DeliveryLines(
                    known,
                    program.equals("lmtp") ? DeliveryLines.Agent.LMTP : DeliveryLines.Agent.IN);
        }
        if (UNSAID.contains(program)) {
            return new DeliveryLines(known, DeliveryLines.Agent.UNSAID);
        }
        if (NOTHING_TO_READ.contains(program)) {
            return (_, _) -> true;
        }
        return fixed.getOrDefault(program, MessageReader.NOT_MAIL);
    }
}
