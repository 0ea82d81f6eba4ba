// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.guard.intrusion.Ground;
import argine.guard.intrusion.Offence;
import argine.guard.intrusion.Source;
import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.Seen;
import argine.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lines of a real form say against clients. */
class OffencesTest {
    private static final String AT = "2026-11-24T08:00:00+00:00 mx ";
    private static final ClientAddress CLIENT = ClientAddress.parse("203.0.113.9").orElseThrow();
    private static final Offence SEEN =
            Offence.of(CLIENT, Ground.CONNECTIONS, Source.LOG)
                    .at(Instant.parse("2026-11-24T08:00:00Z"));

    @TempDir Path folder;
    private final List<Offence> offences = new ArrayList<>();
    private final List<String> homes = new ArrayList<>();

    private void read(String... lines) throws IOException {
        Path log = folder.resolve("mail.log");
        Files.write(log, List.of(lines).stream().map(line -> AT + line).toList());
        Consumer<MailEvent> reader =
                new Offences(offences::add, () -> false)
                        .andThen(new Homes((login, client) -> homes.add(login + " " + client)));
        Servers.find(
                        new Servers.Asked(
                                List.of(log),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC)))
                .log()
                .orElseThrow()
                .read((MailEvent event) -> reader.accept(event));
    }

    private static Offence seen(Ground ground) {
        return Offence.of(CLIENT, ground, Source.LOG).at(SEEN.at());
    }

    @Test
    void aSessionCountsAsAConnectionAndByItsResets() throws IOException {
        read(
                "postfix/smtpd[1]: connect from x.far.test[203.0.113.9]",
                "postfix/smtpd[1]: disconnect from x.far.test[203.0.113.9] ehlo=1 rset=7 quit=1"
                        + " commands=9");
        assertEquals(List.of(SEEN, seen(Ground.RESETS).times(7)), offences);
    }

    @Test
    void aWrongPasswordCountsForItsLogin() throws IOException {
        read(
                "dovecot: auth: passwd-file(rossi@corp.test,203.0.113.9): Password mismatch",
                "postfix/smtpd[1]: NOQUEUE: reject: RCPT from x[203.0.113.9]: 550 5.1.1"
                        + " <nobody@corp.test>: Recipient address rejected: User unknown in virtual"
                        + " mailbox table; from=<a@far.test> to=<nobody@corp.test> proto=ESMTP"
                        + " helo=<x>",
                "postfix/smtpd[1]: NOQUEUE: reject: RCPT from x[203.0.113.9]: 454 4.7.1"
                        + " <b@else.test>: Relay access denied; from=<a@far.test>"
                        + " to=<b@else.test> proto=ESMTP helo=<x>");
        assertEquals(
                List.of(
                        seen(Ground.FAILED_LOGINS).by("rossi@corp.test"),
                        seen(Ground.UNKNOWN_USERS).marked("nobody@corp.test"),
                        seen(Ground.RELAYING).marked("b@else.test")),
                offences);
    }

    @Test
    void aRefusedSessionIsAWrongPasswordOnlyWhereSessionsCheckThem() {
        boolean[] icewarp = new boolean[1];
        Offences reader = new Offences(offences::add, () -> icewarp[0]);
        MailEvent refused =
                new MailEvent.LoginFailed(
                        Seen.at(SEEN.at(), "mx"),
                        "smtp",
                        "rossi@corp.test",
                        CLIENT,
                        "",
                        MailEvent.Why.UNSAID);
        reader.accept(refused);
        icewarp[0] = true;
        reader.accept(refused);
        assertEquals(List.of(seen(Ground.FAILED_LOGINS).by("rossi@corp.test")), offences);
    }

    @Test
    void whoLoggedInIsAtHomeAndNotBlamed() throws IOException {
        read(
                "postfix/submission/smtpd[1]: 4ABC1234567: client=x[203.0.113.9],"
                        + " sasl_method=PLAIN, sasl_username=rossi@corp.test",
                "postfix/submission/smtpd[1]: NOQUEUE: reject: RCPT from x[203.0.113.9]: 553 5.7.1"
                        + " <boss@corp.test>: Sender address rejected: not owned by user"
                        + " rossi@corp.test; from=<boss@corp.test> to=<a@else.test> proto=ESMTP"
                        + " helo=<x>");
        assertEquals(List.of(), offences);
        assertEquals(List.of("rossi@corp.test 203.0.113.9"), homes);
    }
}
