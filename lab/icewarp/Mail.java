// SPDX-License-Identifier: Apache-2.0
import java.util.ArrayList;
import java.util.List;

/** A message on the server, and what has become of it for each of its recipients. */
final class Mail {
    /** What became of one recipient. */
    enum Fate {
        WAITING,
        DELIVERED,
        BOUNCED
    }

    /** One recipient of one message. */
    static final class Recipient {
        final String address;
        Fate fate = Fate.WAITING;

        Recipient(String address) {
            this.address = address;
        }
    }

    /** Where a message came from: the session that brought it. */
    record Arrival(String peer, String helo, String account, boolean tls) {
        static final Arrival INSIDE = new Arrival("", "", "", false);
    }

    /** What was written: the header's sender, the subject, the text, further header lines. */
    record Text(String from, String subject, String body, String idHost, List<String> more) {
        Text(String from, String subject, String body, String idHost) {
            this(from, subject, body, idHost, List.of());
        }
    }

    final String id;
    final long arrived;
    final String sender;
    final Arrival arrival;
    final Text text;
    final List<Recipient> recipients = new ArrayList<>();
    int attempts;
    boolean held;       // waits for a limit per domain, not tried yet

    Mail(String id, long arrived, String sender, Arrival arrival, Text text, List<String> to) {
        this.id = id;
        this.arrived = arrived;
        this.sender = sender;
        this.arrival = arrival;
        this.text = text;
        to.forEach(one -> recipients.add(new Recipient(one)));
    }

    List<Recipient> waiting() {
        return recipients.stream().filter(one -> one.fate == Fate.WAITING).toList();
    }

    boolean isWaiting() {
        for (Recipient one : recipients) {
            if (one.fate == Fate.WAITING) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return 420 + text.body.length() + text.subject.length() + 40 * text.more.size();
    }
}
