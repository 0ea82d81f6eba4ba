// SPDX-License-Identifier: Apache-2.0
package argine.audit.probe;

import argine.audit.setting.Finding;
import argine.audit.setting.Finding.Severity;
import argine.mail.smtp.SmtpDoor;
import argine.mail.smtp.SmtpReply;
import argine.mail.smtp.SmtpTalk;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The questions to a running mail server: settings say what was meant, these say what it does.
 *
 * <p>Each has a session of its own, for a server may end one after some refusals. A dialogue goes
 * up to RCPT, is taken back, and never reaches DATA.
 *
 * @param from the address of this host to ask from; what is trusted there may not be elsewhere
 * @param sender from whom mail without a login is said to be
 * @param stranger a recipient elsewhere, to whom nobody without a login should be able to send
 * @param login an account to log in with, without which half of the questions are not asked
 */
public record Probe(
        Optional<InetAddress> from, String sender, String stranger, Optional<Login> login) {
    private static final String CLEAR = "AUTH before STARTTLS";
    private static final String RELAY = "relay without a login";
    private static final String FOREIGN = "sender that is not the login's";
    private static final String NULL = "null sender after a login";
    private static final int AUTH_FIRST = 530;
    private static final String SAFE_RELAY =
            "permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination";

    /** An account of the administrator's own, to be tried with; its password is never printed. */
    public record Login(String account, String password) {
        @Override
        public String toString() {
            return account;
        }
    }

    /**
     * What came of it.
     *
     * @param notes a line for each address that was asked
     * @param untold questions that got no answer from which anything follows
     */
    public record Answers(List<Finding> findings, List<String> notes, List<String> untold) {}

    /** The login with which the rest was to be asked is not taken. */
    private static final class NoLogin extends IOException {
        private static final long serialVersionUID = 1;

        NoLogin(String why) {
            super(why);
        }
    }

    public Answers ask(List<Endpoint> endpoints) {
        List<Finding> findings = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> untold = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            try {
                ask(endpoint, findings, untold);
                notes.add(endpoint + " asked");
            } catch (ConnectException e) {
                notes.add(endpoint + " not asked: " + e.getMessage());
            } catch (IOException e) {
                notes.add(endpoint + " not asked to the end");
                untold.add(endpoint + " not asked to the end: " + e.getMessage());
            }
        }
        return new Answers(List.copyOf(findings), List.copyOf(notes), List.copyOf(untold));
    }

    private void ask(Endpoint endpoint, List<Finding> findings, List<String> untold)
            throws IOException {
        Answer clear = loginInTheClear(endpoint);
        Answer relay = relay(endpoint);
        boolean here = from.isEmpty() || from.get().isLoopbackAddress();
        take(clear, CLEAR, endpoint, untold)
                .map(reply -> clear(endpoint, reply))
                .ifPresent(findings::add);
        impersonation(endpoint).ifPresent(findings::add);
        take(relay, RELAY, endpoint, untold)
                .map(reply -> relays(endpoint, reply, here))
                .ifPresent(findings::add);
        if (login.isEmpty()) {
            return;
        }
        try {
            boolean trusted = relay.kind() == Answer.Kind.LET;
            take(accepted(endpoint, other(login.get())), FOREIGN, endpoint, untold)
                    .map(reply -> foreignSender(endpoint, reply, trusted))
                    .ifPresent(findings::add);
            take(accepted(endpoint, ""), NULL, endpoint, untold)
                    .map(reply -> nullSender(endpoint, reply))
                    .ifPresent(findings::add);
        } catch (NoLogin e) {
            untold.add(endpoint + " " + FOREIGN + ", " + NULL + ": " + e.getMessage());
        }
    }

    /** The reply by which a thief is let; what is not told is kept. */
    private static Optional<String> take(
            Answer answer, String what, Endpoint endpoint, List<String> untold) {
        if (answer.kind() == Answer.Kind.NOT_TOLD) {
            untold.add(endpoint + " " + what + ": not told: " + answer.said());
        }
        return answer.kind() == Answer.Kind.LET ? Optional.of(answer.said()) : Optional.empty();
    }

    private SmtpDoor door(Endpoint endpoint) {
        return new SmtpDoor(
                new InetSocketAddress(endpoint.address(), endpoint.port()),
                endpoint.tls(),
                true,
                from,
                "argine.invalid");
    }

    /** Whether a password would be taken before anything is encrypted. */
    private Answer loginInTheClear(Endpoint endpoint) throws IOException {
        if (endpoint.tls()) {
            return new Answer(Answer.Kind.NOT_ASKED, "");
        }
        try (SmtpTalk talk = SmtpTalk.callInTheClear(door(endpoint))) {
            Answer answer = Answer.toLoginInTheClear(talk.say("AUTH PLAIN"));
            if (answer.kind() == Answer.Kind.LET) {
                talk.say("*"); // takes it back (RFC 4954)
            }
            return answer;
        }
    }

    private static Finding clear(Endpoint endpoint, String reply) {
        return finding(
                Severity.HIGH,
                endpoint,
                CLEAR,
                reply,
                "takes passwords in the clear; whoever listens on the way has them",
                "no AUTH without TLS",
                "postconf -e 'smtpd_tls_auth_only=yes' && postfix reload");
    }

    /** Whether whoever connects may say that it is somebody else. */
    private Optional<Finding> impersonation(Endpoint endpoint) throws IOException {
        try (SmtpTalk talk = SmtpTalk.call(door(endpoint))) {
            return talk.offers("XCLIENT")
                    ? Optional.of(
                            finding(
                                    Severity.MEDIUM,
                                    endpoint,
                                    "XCLIENT",
                                    "offered",
                                    "whoever connects from there may claim any address and login",
                                    "offered to a proxy in front only",
                                    "postconf -e 'smtpd_authorized_xclient_hosts=' && postfix reload"))
                    : Optional.empty();
        }
    }

    /** Whether a stranger would be accepted as recipient without a login. */
    private Answer relay(Endpoint endpoint) throws IOException {
        try (SmtpTalk talk = SmtpTalk.call(door(endpoint))) {
            SmtpReply first = talk.say("MAIL FROM:<" + sender + ">");
            if (first.isYes()) {
                return Answer.toRelay(talk.say("RCPT TO:<" + stranger + ">"));
            }
            return needsLogin(first)
                    ? Answer.toRelay(first)
                    : Answer.notTold(
                            first.shown() + " to the sender; --probe-sender names another");
        }
    }

    private static boolean needsLogin(SmtpReply reply) {
        return reply.code() == AUTH_FIRST;
    }

    private static Finding relays(Endpoint endpoint, String reply, boolean here) {
        return finding(
                here ? Severity.LOW : Severity.MEDIUM,
                endpoint,
                RELAY,
                reply,
                here
                        ? "this host itself may send to strangers without a login, and so may any"
                                + " script on it; ask again with --probe-from an outer address"
                        : "an open relay, or mynetworks trusts this address; ask from a host"
                                + " outside to know which",
                "refused",
                here
                        ? "# once the programs here log in: postconf -e 'mynetworks=' && postfix reload"
                        : "postconf -e 'smtpd_relay_restrictions="
                                + SAFE_RELAY
                                + "' && postfix reload");
    }

    /** Whether a sender is accepted after a login that is not his. */
    private Answer accepted(Endpoint endpoint, String sender) throws IOException {
        Login as = login.orElseThrow();
        try (SmtpTalk talk = SmtpTalk.call(door(endpoint))) {
            if (!talk.offers("AUTH")) {
                return Answer.toLoginThatIsNotOffered(talk.say("AUTH PLAIN"));
            }
            if (!talk.isEncrypted() && !endpoint.address().isLoopbackAddress()) {
                throw new NoLogin("no TLS is offered there, and no password is sent in the clear");
            }
            SmtpReply reply = talk.login(as.account(), as.password());
            if (!reply.isYes()) {
                throw new NoLogin(
                        "the login of " + as.account() + " is not taken: " + reply.shown());
            }
            SmtpReply first = talk.say("MAIL FROM:<" + sender + ">");
            return Answer.toSender(
                    first.isYes() ? talk.say("RCPT TO:<" + as.account() + ">") : first);
        }
    }

    private static String other(Login login) {
        int at = login.account().lastIndexOf('@');
        String domain = at < 0 ? "@example.com" : login.account().substring(at);
        return "argine-probe-somebody-else" + domain;
    }

    private static Finding foreignSender(Endpoint endpoint, String reply, boolean trusted) {
        return finding(
                Severity.HIGH,
                endpoint,
                FOREIGN,
                reply,
                trusted
                        ? "a login may send under any name from here: permit_mynetworks stands before"
                                + " the check of senders"
                        : "a stolen password may send under any name; whoever it is stays hidden",
                "refused",
                "postconf -e 'smtpd_sender_restrictions=reject_sender_login_mismatch' && postfix reload"
                        + " # needs smtpd_sender_login_maps");
    }

    private static Finding nullSender(Endpoint endpoint, String reply) {
        return finding(
                Severity.MEDIUM,
                endpoint,
                NULL,
                reply,
                "Postfix's check of senders lets <> through, and with it a thief",
                "refused",
                "postconf -e 'smtpd_sender_restrictions=check_sender_access,inline:{<>=REJECT},"
                        + "reject_sender_login_mismatch' && postfix reload");
    }

    private static Finding finding(
            Severity severity,
            Endpoint endpoint,
            String what,
            String reply,
            String why,
            String safe,
            String command) {
        return new Finding(severity, "smtp", endpoint + " " + what, reply, why, safe, command);
    }
}
