// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.ClientAddress;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whose a message is that another service of this host handed to Postfix. */
class HandedOnTest {
    private static final String ANNA = "anna@x.test";
    private static final String HOME = "203.0.113.9";
    private static final String DOOR = "postfix/submission/smtpd";

    private final Story story = new Story().day(1).at("09:00");
    private final String id = story.newId();

    private Map<String, Long> messages() throws IOException {
        return Town.ledger(story).profiles().stream()
                .filter(p -> p.all().tally.messages > 0)
                .collect(Collectors.toMap(Profile::name, p -> p.all().tally.messages));
    }

    private Usage anna() throws IOException {
        return Town.ledger(story).profile(new Identity.Account(ANNA)).all();
    }

    private void logsInBeforeAFilter() {
        story.line(DOOR, 6, "connect from unknown[203.0.113.9]")
                .line(
                        DOOR,
                        6,
                        "NOQUEUE: client=unknown[203.0.113.9], sasl_method=LOGIN, sasl_username="
                                + ANNA);
    }

    private void filterAccepts(int process) {
        story.line(
                DOOR,
                process,
                "proxy-accept: END-OF-MESSAGE: 250 2.0.0 Ok: queued as "
                        + id
                        + "; from=<a@far.test> to=<bob@far.test> proto=ESMTP helo=<x>");
    }

    private void arrives(String xforward) {
        story.line("postfix/smtpd", 7, "connect from localhost[127.0.0.1]")
                .line("postfix/smtpd", 7, id + ": client=localhost[127.0.0.1]" + xforward)
                .named(id, "a@x.test")
                .active(id, ANNA, 100, 1);
    }

    @Test
    void theLoginBeforeAFilterIsTiedByTheFiltersAnswer() throws IOException {
        logsInBeforeAFilter();
        arrives("");
        filterAccepts(6);
        story.settles(id, ANNA, List.of("bob@far.test"));
        assertEquals(Map.of(ANNA, 1L), messages());
    }

    @Test
    void theLoginCountsAsASessionOfSmtpAndNotAsAMailboxThatIsRead() throws IOException {
        logsInBeforeAFilter();
        arrives("");
        filterAccepts(6);
        story.line(
                DOOR, 6, "disconnect from unknown[203.0.113.9] ehlo=1 auth=1 mail=1 rcpt=1 data=1");
        assertEquals(1, anna().sessions);
        assertEquals(0, anna().mailboxLogins);
        assertEquals(Set.of(ClientAddress.parse(HOME).orElseThrow()), anna().addresses.keySet());
    }

    @Test
    void theAnswerMayComeWhenTheMessageHasLeft() throws IOException {
        logsInBeforeAFilter();
        arrives("");
        story.settles(id, ANNA, List.of("bob@far.test"));
        filterAccepts(6);
        assertEquals(Map.of(ANNA, 1L), messages());
    }

    @Test
    void anAnswerInASessionWithoutALoginPutsNothingDownToTheOneBefore() throws IOException {
        logsInBeforeAFilter();
        story.line(
                        DOOR,
                        6,
                        "disconnect from unknown[203.0.113.9] ehlo=1 auth=1 mail=1 rcpt=1 data=1")
                .line(DOOR, 6, "connect from unknown[198.51.100.7]");
        arrives("");
        filterAccepts(6);
        story.settles(id, ANNA, List.of("bob@far.test"));
        assertEquals(Map.of("127.0.0.1", 1L), messages());
    }

    @Test
    void whatAFilterPassesOnFromOutsideIsNotTheHostsOwn() throws IOException {
        arrives(", orig_client=unknown[203.0.113.9]");
        story.settles(id, ANNA, List.of("eva@x.test"));
        assertEquals(Map.of(), messages());
    }

    @Test
    void whatAFilterPassesOnFromOutsideToOthersIsForwarded() throws IOException {
        arrives(", orig_client=unknown[203.0.113.9]");
        story.settles(id, ANNA, List.of("bob@far.test"));
        assertEquals(Map.of("forwarded mail", 1L), messages());
    }

    @Test
    void dovecotsSubmissionMayTellTheAccountWhenTheMessageHasLeft() throws IOException {
        logsInToDovecot();
        arrives("");
        story.settles(id, ANNA, List.of("bob@far.test"));
        dovecotRelays();
        assertEquals(Map.of(ANNA, 1L), messages());
        assertEquals(Set.of(ClientAddress.parse(HOME).orElseThrow()), anna().addresses.keySet());
    }

    @Test
    void theNetworkIsTheSameWhicheverServiceTellsFirst() throws IOException {
        logsInToDovecot();
        dovecotRelays();
        arrives("");
        story.settles(id, ANNA, List.of("bob@far.test"));
        assertEquals(Map.of(ANNA, 1L), messages());
        assertEquals(Set.of(ClientAddress.parse(HOME).orElseThrow()), anna().addresses.keySet());
    }

    private void logsInToDovecot() {
        story.dovecot(
                "submission-login: Login: user=<anna@x.test>, method=PLAIN, rip=203.0.113.9,"
                        + " lip=192.0.2.1, mpid=9, TLS, session=<QQ>");
    }

    private void dovecotRelays() {
        story.dovecot(
                "submission(anna@x.test)<9><QQ>: Successfully relayed message: from=<anna@x.test>,"
                        + " size=100, id=3, nrcpt=1, reply=`250 2.0.0 Ok: queued as "
                        + id
                        + "'");
    }
}
