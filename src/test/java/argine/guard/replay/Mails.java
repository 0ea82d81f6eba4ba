// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.EnhancedStatus;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Relay;
import argine.mail.QueueId;
import argine.mail.Reaction;
import argine.mail.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The events of messages that were sent one a minute, each to so many strangers. */
final class Mails {
    static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final ClientAddress CLIENT = ClientAddress.parse("203.0.113.9").orElseThrow();

    final List<PastMessage> judged = new ArrayList<>();
    final List<PastFailure> failed = new ArrayList<>();
    final PastMessages messages;
    Instant now = START;
    private int number;

    Mails() {
        messages = new PastMessages(judged::add, failed::add);
    }

    /** Whose events go elsewhere. */
    Mails(PastMessages messages) {
        this.messages = messages;
    }

    static Address stranger(int number) {
        return Address.of("r" + number + "@ext.test");
    }

    static List<Address> strangers(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(Mails::stranger).toList();
    }

    Seen seen() {
        return Seen.at(now, "mx");
    }

    QueueId submitted(String login) {
        QueueId id = new QueueId("4F00" + ++number);
        messages.take(submission(id, login, Optional.empty()));
        return id;
    }

    MailEvent submission(QueueId id, String login, Optional<QueueId> before) {
        return new MailEvent.Submitted(
                seen(), id, "submission", "client", CLIENT, login, before, ClientAddress.NONE);
    }

    void queued(QueueId id, String sender, int recipients) {
        messages.take(new MailEvent.Queued(seen(), id, Address.of(sender), 2000, recipients));
    }

    void delivered(QueueId id, Address recipient, Relay relay) {
        messages.take(new MailEvent.Delivered(seen(), id, recipient, relay, Optional.empty()));
    }

    void deferred(QueueId id, Address recipient) {
        messages.take(
                new MailEvent.Deferred(
                        seen(),
                        id,
                        recipient,
                        Relay.REMOTE,
                        EnhancedStatus.NONE,
                        Reaction.UNREACHABLE,
                        ""));
    }

    /** Of a whole message each recipient turns out not to exist, a minute after the last. */
    QueueId bounces(String login, List<Address> recipients) {
        QueueId id = submitted(login);
        queued(id, login, recipients.size());
        recipients.forEach(one -> bounced(id, one));
        now = now.plus(Duration.ofMinutes(1));
        return id;
    }

    void bounced(QueueId id, Address recipient) {
        messages.take(
                new MailEvent.Bounced(
                        seen(),
                        id,
                        recipient,
                        Relay.REMOTE,
                        EnhancedStatus.NONE,
                        Reaction.NO_SUCH_RECIPIENT,
                        ""));
    }

    /** A whole message, a minute after the last. */
    void send(String login, String sender, List<Address> recipients) {
        QueueId id = submitted(login);
        queued(id, sender, recipients.size());
        recipients.forEach(one -> delivered(id, one, Relay.REMOTE));
        now = now.plus(Duration.ofMinutes(1));
    }
}
