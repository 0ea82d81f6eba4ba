// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.guard.Channel;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Relay;
import argine.mail.MailEvent.Sending;
import argine.mail.QueueId;
import argine.mail.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose a message is that came without a login. */
class ByRulesTest {
    private static final String ROSSI = "rossi@corp.test";
    private static final String ANNA = "Anna@Corp.test";
    private static final ClientAddress HERE = ClientAddress.parse("127.0.0.1").orElseThrow();

    private final ByRules rules = new ByRules(Set.of());
    private final List<String> judged = new ArrayList<>();
    private final PastMessages messages = new PastMessages(this::judge, _ -> {}, rules);
    private Instant now = Mails.START;
    private int number;

    private void judge(PastMessage message) {
        judged.add(message.channel().map(Channel::word).orElse("-") + " " + message.origin());
    }

    private void said(String mailbox, Sending sending, String id, Address to) {
        rules.accept(new MailEvent.SentByRule(Seen.at(now, "mx"), mailbox, sending, id, to));
    }

    private void sent(String login, String id, String sender, Address to) {
        sent(HERE, login, id, sender, to);
    }

    private void sent(ClientAddress client, String login, String id, String sender, Address to) {
        QueueId queueId = new QueueId("4F00" + ++number);
        Seen seen = Seen.at(now, "mx");
        messages.take(
                new MailEvent.Submitted(
                        seen,
                        queueId,
                        "robots",
                        "localhost",
                        client,
                        login,
                        Optional.empty(),
                        ClientAddress.NONE));
        messages.take(new MailEvent.Named(seen, queueId, id));
        messages.take(new MailEvent.Queued(seen, queueId, Address.of(sender), 700, 1));
        messages.take(new MailEvent.Delivered(seen, queueId, to, Relay.REMOTE, Optional.empty()));
    }

    @Test
    void aForwardIsKnownByItsMessageIdAndARecipient() {
        said(ROSSI, Sending.FORWARDED, "a@ext.test", Mails.stranger(1));
        said(ANNA, Sending.FORWARDED, "a@ext.test", Mails.stranger(2));
        sent("", "a@ext.test", "x@ext.test", Mails.stranger(2));
        sent("", "a@ext.test", "x@ext.test", Mails.stranger(1));
        assertEquals(
                List.of("forward mailbox:anna@corp.test", "forward mailbox:rossi@corp.test"),
                judged);
    }

    @Test
    void aMessageIdThatLooksLikeARulesOwnHidesNoForward() {
        said(ROSSI, Sending.FORWARDED, "dovecot-a@ext.test", Mails.stranger(1));
        sent("", "dovecot-a@ext.test", "x@ext.test", Mails.stranger(1));
        assertEquals(List.of("forward mailbox:rossi@corp.test"), judged);
    }

    @Test
    void aReplyIsKnownByItsRecipientAndARejectionIsPostmasters() {
        said(ROSSI, Sending.REPLIED, "a@ext.test", Mails.stranger(1));
        said(ROSSI, Sending.REJECTED, "b@ext.test", Mails.stranger(2));
        sent("", "dovecot-sieve-1-2-0@mx", "", Mails.stranger(1));
        sent("", "dovecot-1-2-0@mx", "", Mails.stranger(2));
        assertEquals(
                List.of(
                        "autoreply mailbox:rossi@corp.test",
                        "autoreply mailbox:postmaster@corp.test"),
                judged);
    }

    @Test
    void aForwardOfAMessageWithoutAnIdIsKnownByItsRecipient() {
        said(ROSSI, Sending.FORWARDED, "", Mails.stranger(1));
        sent("", "dovecot-sieve-1-2-0@mx", "x@ext.test", Mails.stranger(1));
        assertEquals(List.of("forward mailbox:rossi@corp.test"), judged);
    }

    @Test
    void theMessageThatSetTheRuleOffHasTheSameIdAndIsNotTheForward() {
        said(ROSSI, Sending.FORWARDED, "a@ext.test", Mails.stranger(1));
        sent(HERE, "", "a@ext.test", "x@ext.test", Address.of(ROSSI));
        ClientAddress elsewhere = ClientAddress.parse("203.0.113.9").orElseThrow();
        sent(elsewhere, "", "a@ext.test", "x@ext.test", Mails.stranger(1));
        sent("", "a@ext.test", "x@ext.test", Mails.stranger(1));
        assertEquals(List.of("- ", "- ", "forward mailbox:rossi@corp.test"), judged);
    }

    @Test
    void aTagIsNoMailboxOfItsOwn() {
        said("rossi+news@corp.test", Sending.FORWARDED, "a@ext.test", Mails.stranger(1));
        sent("", "a@ext.test", "x@ext.test", Mails.stranger(1));
        assertEquals(List.of("forward mailbox:rossi@corp.test"), judged);
    }

    @Test
    void aLineTellsOfOneMessage() {
        said(ROSSI, Sending.FORWARDED, "a@ext.test", Mails.stranger(1));
        sent("", "a@ext.test", "x@ext.test", Mails.stranger(1));
        sent("", "a@ext.test", "x@ext.test", Mails.stranger(1));
        assertEquals(List.of("forward mailbox:rossi@corp.test", "- "), judged);
    }

    @Test
    void whoLoggedInIsNoRobotAndALineOfAnotherDayIsOfAnotherMessage() {
        said(ROSSI, Sending.FORWARDED, "a@ext.test", Mails.stranger(1));
        sent(ROSSI, "a@ext.test", ROSSI, Mails.stranger(1));
        now = now.plus(Duration.ofDays(1));
        sent("", "a@ext.test", "x@ext.test", Mails.stranger(1));
        assertEquals(List.of("- ", "- "), judged);
    }
}
