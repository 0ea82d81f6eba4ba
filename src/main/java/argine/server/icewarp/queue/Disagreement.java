// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueuedMessage;
import argine.server.icewarp.session.Logins;
import java.util.Locale;
import java.util.Optional;

/** Where the queue file, its trace line and the log do not say the same of one message. */
public final class Disagreement {
    private Disagreement() {}

    public static Optional<String> of(QueueFileReader.Found found, Logins logins) {
        QueuedMessage message = found.message();
        String account = message.envelope().account();
        Optional<String> traced =
                found.trace()
                        .filter(trace -> !trace.id().equals(message.queueId().text()))
                        .map(
                                trace ->
                                        "MsgID is "
                                                + message.queueId()
                                                + ", its trace line says "
                                                + trace.id());
        Optional<String> open =
                found.trace()
                        .filter(trace -> !trace.authenticated())
                        .filter(_ -> found.text().note("localsender").isPresent())
                        .map(
                                _ ->
                                        "LocalSender is "
                                                + account
                                                + ", its trace line says that nobody logged in");
        return traced.or(() -> open)
                .or(() -> logins.entry(message.queueId()).flatMap(seen -> differs(message, seen)))
                .map(what -> message.file() + ": " + what + "; which is right is not known");
    }

    private static Optional<String> differs(QueuedMessage message, Logins.Entry seen) {
        QueuedMessage.Envelope envelope = message.envelope();
        boolean named = !envelope.account().isEmpty() && !envelope.account().equals(Logins.HIDDEN);
        if (named && !isSame(envelope.account(), seen.account())) {
            String login = seen.account().isEmpty() ? "that nobody logged in" : seen.account();
            return Optional.of("LocalSender is " + envelope.account() + ", the log says " + login);
        }
        ClientAddress client = envelope.client();
        boolean both =
                !client.equals(ClientAddress.NONE) && !seen.client().equals(ClientAddress.NONE);
        if (both && !client.equals(seen.client())) {
            return Optional.of("its trace line says " + client + ", the log says " + seen.client());
        }
        Address sender = envelope.sender();
        return sender.equals(seen.sender())
                ? Optional.empty()
                : Optional.of("From is <" + sender + ">, the log says <" + seen.sender() + ">");
    }

    /** A login may be the name without the domain. */
    private static boolean isSame(String account, String login) {
        String one = account.toLowerCase(Locale.ROOT);
        String other = login.toLowerCase(Locale.ROOT);
        return one.equals(other)
                || other.indexOf('@') < 0 && one.startsWith(other + "@")
                || other.equals(Logins.HIDDEN);
    }
}
