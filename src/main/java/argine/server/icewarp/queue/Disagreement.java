// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueuedMessage;
import argine.server.icewarp.session.Logins;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A thing of which the queue file, its trace line and the log do not say the same, of one message.
 */
public record Disagreement(Kind kind, String says) {
    /** What they disagree on; the words are for files of which only the number is told. */
    public enum Kind {
        MSGID("have another MsgID than their trace line"),
        TRACE("name a LocalSender, and their trace line says that nobody logged in"),
        ACCOUNT("have another LocalSender than the log"),
        LOGIN("have a trace line that does not say of the login what the log says"),
        CLIENT("have another client in their trace line than in the log"),
        SENDER("have another sender than the log");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** Each of them; {@code seen} is what the log says of the same message. */
    public static List<Disagreement> of(QueueFileReader.Found found, Optional<Logins.Entry> seen) {
        Gathered gathered = new Gathered(found.message());
        found.trace().ifPresent(trace -> inTheFile(found, trace, gathered));
        seen.ifPresent(entry -> withTheLog(found, entry, gathered));
        return gathered.all;
    }

    /** Whether they agree on whose message it is, the sender or the account. */
    static boolean areOfOne(QueueFileReader.Found found, Logins.Entry seen) {
        QueuedMessage.Envelope envelope = found.message().envelope();
        return envelope.sender().equals(seen.sender())
                || !envelope.account().isEmpty() && isSame(envelope.account(), seen.account());
    }

    private static void inTheFile(QueueFileReader.Found found, TraceLine trace, Gathered gathered) {
        QueuedMessage message = found.message();
        if (!trace.id().equals(message.queueId().text())) {
            gathered.add(
                    Kind.MSGID,
                    "MsgID is " + message.queueId() + ", its trace line says " + trace.id());
        }
        if (!trace.authenticated() && isNamed(found)) {
            gathered.add(
                    Kind.TRACE,
                    "LocalSender is "
                            + message.envelope().account()
                            + ", its trace line says that nobody logged in");
        }
    }

    private static void withTheLog(
            QueueFileReader.Found found, Logins.Entry seen, Gathered gathered) {
        QueuedMessage.Envelope envelope = found.message().envelope();
        if (hasDialogue(seen)) {
            login(found, seen, gathered);
        }
        ClientAddress client = envelope.client();
        boolean both =
                !client.equals(ClientAddress.NONE) && !seen.client().equals(ClientAddress.NONE);
        if (both && !client.equals(seen.client())) {
            gathered.add(
                    Kind.CLIENT,
                    "its trace line says " + client + ", the log says " + seen.client());
        }
        Address sender = envelope.sender();
        if (!sender.equals(seen.sender())) {
            gathered.add(
                    Kind.SENDER, "From is <" + sender + ">, the log says <" + seen.sender() + ">");
        }
    }

    /** A log of summaries alone tells of no client, and of nobody's login. */
    private static boolean hasDialogue(Logins.Entry seen) {
        return !seen.account().isEmpty() || !seen.client().equals(ClientAddress.NONE);
    }

    private static void login(QueueFileReader.Found found, Logins.Entry seen, Gathered gathered) {
        String account = found.message().envelope().account();
        boolean named = isNamed(found);
        String login =
                seen.account().isEmpty()
                        ? "that nobody logged in"
                        : seen.account().equals(Logins.HIDDEN)
                                ? "that somebody logged in"
                                : seen.account();
        if (named && !isSame(account, seen.account())) {
            gathered.add(Kind.ACCOUNT, "LocalSender is " + account + ", the log says " + login);
        }
        boolean authenticated = found.trace().filter(TraceLine::authenticated).isPresent();
        if (found.trace().isPresent() && authenticated == seen.account().isEmpty()) {
            String traced = authenticated ? "somebody" : "nobody";
            gathered.add(
                    Kind.LOGIN,
                    "its trace line says that " + traced + " logged in, the log says " + login);
        }
    }

    private static boolean isNamed(QueueFileReader.Found found) {
        return found.text().note("localsender").isPresent();
    }

    /** Either may be the name without the domain. */
    private static boolean isSame(String account, String login) {
        String one = account.toLowerCase(Locale.ROOT);
        String other = login.toLowerCase(Locale.ROOT);
        return one.equals(other)
                || isNameOf(one, other)
                || isNameOf(other, one)
                || one.equals(Logins.HIDDEN)
                || other.equals(Logins.HIDDEN);
    }

    private static boolean isNameOf(String name, String address) {
        return !name.isEmpty() && name.indexOf('@') < 0 && address.startsWith(name + "@");
    }

    /** Those of one message. */
    private static final class Gathered {
        private final String file;
        private final List<Disagreement> all = new ArrayList<>();

        Gathered(QueuedMessage message) {
            this.file = message.file();
        }

        void add(Kind kind, String what) {
            all.add(new Disagreement(kind, file + ": " + what + "; which is right is not known"));
        }
    }
}
