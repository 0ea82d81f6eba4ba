// SPDX-License-Identifier: Apache-2.0
package argine.audit.probe;

import argine.audit.setting.Finding;
import argine.audit.setting.Finding.Severity;
import argine.mail.smtp.SmtpDoor;
import argine.mail.smtp.SmtpReply;
import argine.mail.smtp.SmtpTalk;
import java.io.IOException;
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
 * @param stranger a recipient elsewhere, to whom nobody without a login should be able to send
 * @param login an account to log in with, without which half of the questions are not asked
 */
public record Probe(Optional<InetAddress> from, String stranger, Optional<Login> login) {
    private static final String SENDER = "argine-probe@example.com";
    private static final String SAFE_RELAY =
            "permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination";

    /** An account of the administrator's own, to be tried with; its password is never printed. */
    public record Login(String account, String password) {
        @Override
        public String toString() {
            return account;
        }
    }

    /** What came of it; {@code notes} has a line for each address that was asked. */
    public record Answers(List<Finding> findings, List<String> notes) {}

    public Answers ask(List<Endpoint> endpoints) {
        List<Finding> findings = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            try {
                findings.addAll(ask(endpoint));
                notes.add(endpoint + " asked");
            } catch (IOException e) {
                notes.add(endpoint + " not asked to the end: " + e.getMessage());
            }
        }
        return new Answers(List.copyOf(findings), List.copyOf(notes));
    }

    private List<Finding> ask(Endpoint endpoint) throws IOException {
        List<Finding> findings = new ArrayList<>();
        loginInTheClear(endpoint).ifPresent(findings::add);
        impersonation(endpoint).ifPresent(findings::add);
        Optional<String> relayed = relay(endpoint);
        boolean here = from.isEmpty() || from.get().isLoopbackAddress();
        relayed.map(reply -> relays(endpoint, reply, here)).ifPresent(findings::add);
        if (login.isPresent()) {
            accepted(endpoint, other(login.get()))
                    .map(reply -> foreignSender(endpoint, reply, relayed.isPresent()))
                    .ifPresent(findings::add);
            accepted(endpoint, "")
                    .map(reply -> nullSender(endpoint, reply))
                    .ifPresent(findings::add);
        }
        return findings;
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
    private Optional<Finding> loginInTheClear(Endpoint endpoint) throws IOException {
        if (endpoint.tls()) {
            return Optional.empty();
        }
        try (SmtpTalk talk = SmtpTalk.callInTheClear(door(endpoint))) {
            SmtpReply reply = talk.say("AUTH PLAIN");
            if (!reply.asksForMore()) {
                return Optional.empty();
            }
            talk.say("*"); // takes it back (RFC 4954)
            return Optional.of(
                    finding(
                            Severity.HIGH,
                            endpoint,
                            "AUTH before STARTTLS",
                            reply.shown(),
                            "takes passwords in the clear; whoever listens on the way has them",
                            "no AUTH without TLS",
                            "postconf -e 'smtpd_tls_auth_only=yes' && postfix reload"));
        }
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

    /** The reply, if a stranger would be accepted as recipient without a login. */
    private Optional<String> relay(Endpoint endpoint) throws IOException {
        try (SmtpTalk talk = SmtpTalk.call(door(endpoint))) {
            return recipient(talk, SENDER, stranger);
        }
    }

    private static Optional<String> recipient(SmtpTalk talk, String sender, String recipient)
            throws IOException {
        if (!talk.say("MAIL FROM:<" + sender + ">").isYes()) {
            return Optional.empty();
        }
        SmtpReply reply = talk.say("RCPT TO:<" + recipient + ">");
        return reply.isYes() ? Optional.of(reply.shown()) : Optional.empty();
    }

    private static Finding relays(Endpoint endpoint, String reply, boolean here) {
        return finding(
                here ? Severity.LOW : Severity.MEDIUM,
                endpoint,
                "relay without a login",
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

    /** The reply, if a sender is accepted after a login that is not his. */
    private Optional<String> accepted(Endpoint endpoint, String sender) throws IOException {
        Login as = login.orElseThrow();
        try (SmtpTalk talk = SmtpTalk.call(door(endpoint))) {
            boolean safe = talk.isEncrypted() || endpoint.address().isLoopbackAddress();
            if (!safe || !talk.offers("AUTH")) {
                return Optional.empty();
            }
            if (!talk.login(as.account(), as.password()).isYes()) {
                throw new IOException("the login of " + as.account() + " is refused");
            }
            return recipient(talk, sender, as.account());
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
                "sender that is not the login's",
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
                "null sender after a login",
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
