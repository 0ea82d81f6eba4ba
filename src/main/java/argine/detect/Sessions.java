// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.detect.Notes.Topic;
import argine.mail.ClientAddress;
import argine.mail.LongTable;
import argine.mail.MailEvent;
import argine.mail.Masks;
import argine.mail.Network;
import argine.mail.Seen;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows each connection from its first line to its last, so that a line without a name can be put
 * down to whoever is on the other end.
 *
 * <p>Keyed by host and process: one {@code smtpd} serves many clients, but one at a time.
 */
final class Sessions {
    private static final int MAX_MAILBOX_SESSIONS = 50_000;

    private static final class Smtp {
        private final ClientAddress client;
        private @Nullable Usage usage;

        /** Who logged in to send through a filter, which gives their messages a name. */
        private @Nullable Seat sends;

        private Smtp(ClientAddress client) {
            this.client = client;
        }
    }

    /** Who logged in, and from where; the client is none where the log does not tell. */
    record Login(String account, ClientAddress client) {}

    private final Ledger ledger;
    private final LongTable<Smtp> smtp = new LongTable<>();
    private final Map<String, Seat> mailboxes = new LinkedHashMap<>();

    Sessions(Ledger ledger) {
        this.ledger = ledger;
    }

    private static long process(Seen seen) {
        return (long) seen.host().hashCode() << 32 | seen.process();
    }

    void connected(MailEvent.Connected event) {
        ledger.arrivals.shown = true;
        smtp.put(process(event.seen()), new Smtp(event.client()));
    }

    /** Returns whether the process has been seen to accept this very client. */
    boolean submitted(MailEvent.Submitted event, @Nullable Seat seat) {
        if (seat != null) {
            ledger.sendingShown = true;
            ledger.arrivals.sent++;
            ledger.arrivals.hidden += seat.profile().isMasked() ? 1 : 0;
        }
        ledger.arrivals.shown = true;
        ledger.arrivals.told++;
        Smtp session = smtp.get(process(event.seen()));
        if (session == null || !session.client.equals(event.client())) {
            return false;
        }
        if (seat != null) {
            session.usage = seat.usage();
        }
        return true;
    }

    void disconnected(MailEvent.Disconnected event) {
        ledger.arrivals.shown = true;
        Smtp session = smtp.remove(process(event.seen()));
        if (event.commands().authOk() == 0) {
            return;
        }
        Usage usage =
                session == null || !session.client.equals(event.client()) ? null : session.usage;
        if (usage == null) {
            ledger.neighbourhood(event.client().network()).silent++;
        } else {
            usage.sessions++;
            usage.address(event.client()).logins++;
        }
    }

    void loggedIn(MailEvent.LoggedIn event) {
        Seat seat = ledger.seat(event.account(), event.client());
        Usage usage = seat.usage();
        usage.succeeded(event.seen().micros());
        usage.services.add(event.service(), 1);
        usage.notes.add(Topic.LOGGED_IN, event.seen());
        if (isOfSmtp(event, seat)) {
            return;
        }
        seat.address().logins++;
        switch (event.service()) {
            case "managesieve" -> {
                usage.sieveLogins++;
                usage.notes.add(Topic.SETTINGS_CHANGED, event.seen());
            }
            case "submission" -> usage.sessions++;
            default -> {
                usage.mailboxLogins++;
                ledger.arrivals.reading = true;
            }
        }
        mailboxes.put(event.session(), seat);
        if (mailboxes.size() > MAX_MAILBOX_SESSIONS) {
            mailboxes.remove(mailboxes.keySet().iterator().next());
        }
    }

    /** A session of SMTP counts when it ends. */
    private boolean isOfSmtp(MailEvent.LoggedIn event, Seat seat) {
        Smtp session = smtp.get(process(event.seen()));
        if (session == null || !session.client.equals(event.client())) {
            return false;
        }
        session.usage = seat.usage();
        session.sends = seat;
        return true;
    }

    void ended(MailEvent.SessionEnded event) {
        Seat seat = mailboxes.remove(event.session());
        if (seat != null) {
            Usage usage = seat.usage();
            usage.mailboxBytes += event.bytesOut();
            usage.notes.add(Topic.MAILBOX_READ, event.seen());
        }
    }

    /** Whose message was handed on; nobody's when nobody logged in. */
    @Nullable Login behind(MailEvent.Relayed event) {
        if (event.account().isEmpty()) {
            Smtp session = smtp.get(process(event.seen()));
            Seat seat = session == null ? null : session.sends;
            return seat == null ? null : new Login(seat.login(), seat.client());
        }
        Seat seat = mailboxes.get(event.session());
        return new Login(event.account(), seat == null ? ClientAddress.NONE : seat.client());
    }

    void failed(MailEvent.LoginFailed event) {
        if (event.account().isEmpty() || event.client().equals(ClientAddress.NONE)) {
            return;
        }
        if (Masks.isMasked(event.account())) {
            ledger.neighbourhood(event.client().network()).hidden++;
            return;
        }
        Network network = event.client().network();
        ledger.attempts(event.account(), network).add(event.seen(), event.service().equals("auth"));
        if (!ledger.isOwn(event.client())) {
            ledger.tried(event.client(), event.account().toLowerCase(Locale.ROOT));
        }
    }

    /** A refusal is put down to the login of its connection, or to the login it names. */
    void rejected(MailEvent.Rejected event) {
        Smtp session = smtp.get(process(event.seen()));
        if (session != null && session.usage != null && session.client.equals(event.client())) {
            session.usage.notes.add(Topic.REFUSED_HERE, event.seen());
            session.usage.helos.add(event.helo(), 1);
        }
    }
}
