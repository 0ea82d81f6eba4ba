// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import static argine.server.icewarp.queue.Recurrence.distance;

import argine.mail.Line;
import argine.mail.MailEvent;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.server.Explained.Step;
import argine.server.icewarp.queue.QueueFileReader;
import argine.server.icewarp.queue.Recurrence;
import argine.server.icewarp.session.Logins;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what the log tells of one queued message: each that came in under its MsgID, of which the
 * nearest to its arrival is the one; and where there is none, those without a MsgID from the same
 * client at about that time, among which sender and recipient tell.
 */
final class Followed {
    private static final int MOST_SESSIONS = 200_000;
    private static final int MOST_NAMED = 100;
    private static final int MOST_NAMELESS = 10_000;
    private static final int MOST_OTHERS = 3;
    private static final Duration ABOUT = Duration.ofMinutes(2);

    private final QueueFileReader.Found found;
    private final QueuedMessage message;
    private final Logins logins;
    private final Map<Integer, Acceptance.Entered> sessions = new LinkedHashMap<>();
    private final List<Acceptance> named = new ArrayList<>();
    private final Map<QueueId, Acceptance> nameless = new LinkedHashMap<>();
    private final Map<QueueId, Acceptance> current = new HashMap<>();

    /** {@code logins} is what the reading of the log fills. */
    Followed(QueueFileReader.Found found, Logins logins) {
        this.found = found;
        this.message = found.message();
        this.logins = logins;
    }

    void event(MailEvent event) {
        switch (event) {
            case MailEvent.Connected connected -> connected(connected);
            case MailEvent.LoggedIn in -> loggedIn(in);
            case MailEvent.Disconnected ended -> sessions.remove(ended.seen().process());
            case MailEvent.Submitted in -> submitted(in);
            case MailEvent.Queued in -> queued(in);
            case MailEvent.Delivered out -> of(out.queueId()).ifPresent(one -> one.delivered(out));
            case MailEvent.Deferred out -> of(out.queueId()).ifPresent(one -> one.deferred(out));
            case MailEvent.Bounced out -> of(out.queueId()).ifPresent(one -> one.bounced(out));
            default -> {}
        }
    }

    private Optional<Acceptance> of(QueueId id) {
        return Optional.ofNullable(current.get(id));
    }

    private void connected(MailEvent.Connected event) {
        Line line = event.seen().line();
        sessions.put(event.seen().process(), new Acceptance.Entered(line, Optional.empty(), ""));
        if (sessions.size() > MOST_SESSIONS) {
            sessions.remove(sessions.keySet().iterator().next());
        }
    }

    private void loggedIn(MailEvent.LoggedIn in) {
        Optional<Line> line = Optional.of(in.seen().line());
        sessions.computeIfPresent(
                in.seen().process(),
                (_, known) -> new Acceptance.Entered(known.connected(), line, in.account()));
    }

    private void submitted(MailEvent.Submitted in) {
        boolean mayBe =
                Logins.isNameless(in.queueId())
                        && nameless.size() < MOST_NAMELESS
                        && in.client().equals(message.envelope().client())
                        && away(in.seen().at()).compareTo(ABOUT) <= 0;
        if (mayBe || in.queueId().equals(message.queueId())) {
            var session = Optional.ofNullable(sessions.get(in.seen().process()));
            keep(new Acceptance(in, session));
        }
    }

    private void queued(MailEvent.Queued in) {
        boolean told = of(in.queueId()).filter(one -> one.isQueued(in)).isPresent();
        if (!told && in.queueId().equals(message.queueId())) {
            keep(new Acceptance(in));
        }
    }

    private void keep(Acceptance one) {
        current.put(one.id, one);
        if (!one.id.equals(message.queueId())) {
            nameless.put(one.id, one);
            return;
        }
        named.add(one);
        if (named.size() > MOST_NAMED) {
            named.sort(nearest());
            named.removeLast();
        }
    }

    private Duration away(Instant at) {
        return distance(message.arrival(), at);
    }

    private Comparator<Acceptance> nearest() {
        return Comparator.comparing(one -> away(one.at));
    }

    /** The one that is the message in the file. */
    Optional<Acceptance> chosen() {
        return named.stream()
                .filter(one -> !Recurrence.isAnother(found, one.at))
                .min(nearest())
                .or(this::byEnvelope);
    }

    private Optional<Acceptance> byEnvelope() {
        QueuedMessage.Envelope envelope = message.envelope();
        return logins.nameless(
                        envelope.client(),
                        envelope.sender(),
                        envelope.recipients(),
                        message.arrival())
                .flatMap(id -> Optional.ofNullable(nameless.get(id)))
                .or(
                        () ->
                                nameless.values().stream()
                                        .filter(one -> one.isFrom(envelope.sender()))
                                        .filter(one -> one.wentTo(envelope.recipients()))
                                        .min(nearest()));
    }

    void tell(Optional<Acceptance> chosen, List<Step> all) {
        if (chosen.isEmpty()) {
            all.add(
                    Acceptance.note(
                            "No session with MsgID "
                                    + message.queueId()
                                    + " in these logs: give the log of the day it came in"));
        } else if (Logins.isNameless(chosen.get().id)) {
            all.add(
                    Acceptance.note(
                            "No line of these logs has its MsgID; the message with the same client,"
                                    + " sender and recipient from within two minutes is taken for it"));
        }
        chosen.ifPresent(one -> all.addAll(one.steps()));
        List<Acceptance> others =
                named.stream().filter(one -> chosen.filter(one::equals).isEmpty()).toList();
        others.stream().limit(MOST_OTHERS).forEach(one -> all.add(one.asAnother()));
        if (others.size() > MOST_OTHERS) {
            all.add(
                    Acceptance.note(
                            "and "
                                    + (others.size() - MOST_OTHERS)
                                    + " more messages of that name"));
        }
    }
}
