// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.Address;
import argine.mail.ClientAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The life of a message, joined from lines, and counted exactly. */
class TrailsTest {
    private static final String ANNA = "anna@x.test";
    private static final String HOME = "203.0.113.9";
    private static final Mail NOTE = Mail.by(ANNA, HOME).to("bob@far.test");

    private final Story story = new Story().day(1).at("09:00");

    /** A tally as one value. */
    private record Counts(
            long messages,
            long asked,
            long recipients,
            long external,
            long delivered,
            long bounced,
            long deferred,
            long queued,
            Map<String, Long> byStatus) {

        static Counts of(Tally tally) {
            return new Counts(
                    tally.messages,
                    tally.recipientsAsked,
                    tally.recipients(),
                    tally.external.size(),
                    tally.delivered,
                    tally.bounced,
                    tally.deferred,
                    tally.queued,
                    tally.byStatus());
        }

        static Counts delivered(int messages) {
            return new Counts(messages, messages, 1, 1, messages, 0, 0, 0, Map.of());
        }
    }

    private Counts anna() throws IOException {
        return counts(new Identity.Account(ANNA));
    }

    private Counts counts(Identity identity) throws IOException {
        return Counts.of(Town.ledger(story).profile(identity).all().tally);
    }

    /** To whom something is put down, and how many messages. */
    private Map<String, Long> putDownTo() throws IOException {
        return Town.ledger(story).profiles().stream()
                .filter(p -> p.all().tally.messages > 0)
                .collect(Collectors.toMap(Profile::name, p -> p.all().tally.messages));
    }

    @Test
    void aMessageIsItsAccountsFromTheLoginToTheLastRecipient() throws IOException {
        story.sends(ANNA, HOME, "bob@far.test", "eva@x.test", "ghost@far.test", "picky@far.test");
        assertEquals(new Counts(1, 4, 4, 3, 2, 2, 0, 0, Map.of("5.1.1", 1L, "5.7.1", 1L)), anna());
    }

    @Test
    void aLoginInCapitalsIsTheSameAccount() throws IOException {
        story.sends(NOTE).sends(Mail.by("Anna@X.Test", HOME).to("bob@far.test"));
        assertEquals(Counts.delivered(2), anna());
    }

    @Test
    void whatIsPutOffAndThenSentIsSent() throws IOException {
        story.sends(ANNA, HOME, "slow@far.test");
        assertEquals(new Counts(1, 1, 1, 1, 1, 0, 0, 0, Map.of("4.2.0", 1L)), anna());
    }

    @Test
    void retriesAreNotCountedTwice() throws IOException {
        story.sends(ANNA, HOME, "bob@down.test");
        String id = lastId();
        for (int i = 0; i < 5; i++) {
            story.later(900).active(id, ANNA, 4000, 1).defers(id, "bob@down.test");
        }
        assertEquals(new Counts(1, 1, 1, 1, 0, 0, 1, 1, Map.of("4.4.1", 1L)), anna());
    }

    @Test
    void whatIsPutOffAndThenGivenUpIsBounced() throws IOException {
        String id = story.accepts(NOTE);
        story.greylists(id, "bob@far.test").settles(id, ANNA, List.of("ghost@far.test"));
        assertEquals(new Counts(1, 1, 2, 2, 0, 1, 1, 0, Map.of("4.2.0", 1L, "5.1.1", 1L)), anna());
    }

    @Test
    void aMessageThatNeverBecomesActiveIsNotCounted() throws IOException {
        story.line("postfix/submission/smtpd", 5, "connect from unknown[203.0.113.9]")
                .line(
                        "postfix/submission/smtpd",
                        5,
                        "3A259282AE9: client=unknown[203.0.113.9], sasl_method=PLAIN,"
                                + " sasl_username="
                                + ANNA)
                .named("3A259282AE9", "left@x.test");
        assertEquals(new Counts(0, 0, 0, 0, 0, 0, 0, 1, Map.of()), anna());
    }

    @Test
    void aFiltersSecondCopyIsTheSameMessage() throws IOException {
        story.filtered(NOTE.to("bob@far.test", "ghost@far.test"));
        assertEquals(new Counts(1, 2, 2, 2, 1, 1, 0, 0, Map.of("5.1.1", 1L)), anna());
        assertEquals(Map.of(ANNA, 1L, "the server's own notices", 1L), putDownTo());
    }

    @Test
    void aFiltersCopyIsProvedByTheIdThatXforwardPassesOn() throws IOException {
        String first = story.accepts(NOTE);
        story.line("postfix/10025/smtpd", 9, "connect from localhost[127.0.0.1]")
                .line(
                        "postfix/10025/smtpd",
                        9,
                        "3A259282BB1: client=localhost[127.0.0.1], orig_queue_id="
                                + first
                                + ", orig_client=unknown[203.0.113.9]")
                .named("3A259282BB1", "other@x.test")
                .active("3A259282BB1", ANNA, 4300, 1)
                .settles("3A259282BB1", ANNA, List.of("bob@far.test"));
        assertEquals(Counts.delivered(1), withoutWaiting(anna()));
        assertEquals(0, Town.ledger(story).profile(new Identity.Account(ANNA)).all().likelyOnly);
    }

    @Test
    void aCopyThatOnlySharesTheMessageIdIsLikely() throws IOException {
        story.accepts(NOTE.named("same@x.test"));
        story.sends(Mail.without("127.0.0.1", ANNA).named("same@x.test").to("bob@far.test"));
        assertEquals(Counts.delivered(1), withoutWaiting(anna()));
        assertEquals(1, Town.ledger(story).profile(new Identity.Account(ANNA)).all().likelyOnly);
    }

    @Test
    void aRecipientWhoTurnsOutToBeLocalIsCountedOnceAndNotElsewhere() throws IOException {
        Ledger ledger = new Ledger(Town.own(), Set.of());
        Trails trails = new Trails(ledger);
        Story stranger = new Story().day(1);
        stranger.filtered(Mail.by("anna", HOME).as("a@y.test").to("eva@x.test", "bob@far.test"));
        stranger.log().read(trails::event);
        trails.finish();
        assertEquals(
                new Counts(1, 2, 2, 1, 2, 0, 0, 0, Map.of()),
                Counts.of(ledger.profile(new Identity.Account("anna")).all().tally));
    }

    @Test
    void aMessageIdThatComesAgainFromOutsideIsNotTheAccounts() throws IOException {
        story.accepts(NOTE.named("same@x.test"));
        story.sends(Mail.without("198.51.100.7", ANNA).named("same@x.test").to("eva@x.test"));
        assertEquals(1, anna().messages());
        assertEquals(0, anna().delivered());
    }

    @Test
    void anIdThatComesAgainBeginsANewTrail() throws IOException {
        String id = story.accepts(NOTE);
        story.line(
                        "postfix/submission/smtpd",
                        8,
                        id
                                + ": client=unknown[198.51.100.4], sasl_method=PLAIN,"
                                + " sasl_username=eva@x.test")
                .active(id, "eva@x.test", 100, 1)
                .settles(id, "eva@x.test", List.of("tom@far.test"));
        assertEquals(Map.of(ANNA, 1L, "eva@x.test", 1L), putDownTo());
        assertEquals(0, anna().delivered());
    }

    @Test
    void whatAnAdministratorDeletesIsNoLongerQueued() throws IOException {
        story.sends(ANNA, HOME, "bob@down.test");
        story.line("postfix/postsuper", 99, lastId() + ": removed");
        assertEquals(new Counts(1, 1, 1, 1, 0, 0, 1, 0, Map.of("4.4.1", 1L)), anna());
    }

    @Test
    void whatAnAdministratorRequeuesIsTheSameMessage() throws IOException {
        story.sends(ANNA, HOME, "bob@down.test");
        String old = lastId();
        String id = story.newId();
        story.line("postfix/postsuper", 99, old + ": requeued")
                .line("postfix/pickup", 701, id + ": uid=111 from=<" + ANNA + "> orig_id=" + old)
                .named(id, "again@x.test")
                .active(id, ANNA, 4000, 1)
                .sent(id, "bob@down.test")
                .removed(id);
        assertEquals(Map.of(ANNA, 1L), putDownTo());
        assertEquals(1, anna().delivered());
        assertEquals(0, anna().deferred());
        assertEquals(0, anna().queued());
    }

    @Test
    void whatTheServerReturnsWhenItsTimeIsOverIsBounced() throws IOException {
        story.sends(ANNA, HOME, "bob@down.test");
        String id = lastId();
        story.line(
                        "postfix/qmgr",
                        700,
                        id + ": from=<" + ANNA + ">, status=expired, returned to sender")
                .removed(id);
        assertEquals(new Counts(1, 1, 1, 1, 0, 1, 0, 0, Map.of("4.4.1", 1L)), anna());
    }

    @Test
    void whatAnAdministratorLetsExpireCountsByWhatBecomesOfIt() throws IOException {
        story.sends(ANNA, HOME, "bob@down.test");
        String id = lastId();
        story.line("postfix/postsuper", 99, id + ": expired").sent(id, "bob@down.test").removed(id);
        assertEquals(new Counts(1, 1, 1, 1, 1, 0, 0, 0, Map.of("4.4.1", 1L)), anna());
    }

    @Test
    void aLogThatBeginsTooLateKnowsTheSenderOnly() throws IOException {
        String id = story.newId();
        story.active(id, "boss@bank.test", 4000, 1).settles(id, "", List.of("bob@far.test"));
        assertEquals(
                Counts.delivered(1), counts(new Identity.Sender(Address.of("boss@bank.test"))));
    }

    @Test
    void aMessageWithoutASenderThatNobodyBroughtIsANoticeOfTheServer() throws IOException {
        String id = story.newId();
        story.active(id, "", 4000, 1).settles(id, "", List.of("bob@far.test"));
        assertEquals(Counts.delivered(1), counts(new Identity.Notices()));
    }

    @Test
    void aLogThatBeginsAfterTheMessageIsActiveStillCountsWhatBecameOfIt() throws IOException {
        story.settles(story.newId(), "", List.of("bob@far.test", "ghost@far.test"));
        assertEquals(
                new Counts(0, 0, 2, 2, 1, 1, 0, 0, Map.of("5.1.1", 1L)),
                counts(new Identity.Sender(Address.NULL_SENDER)));
    }

    @Test
    void dovecotsSubmissionTellsTheAccountBeforeTheMessageIsKnown() throws IOException {
        String id = "3A259282BB7";
        relayedAs(id).fromDovecot(id);
        assertEquals(Map.of(ANNA, 1L), putDownTo());
        assertEquals(Counts.delivered(1), anna());
    }

    @Test
    void dovecotsSubmissionTellsTheAccountAfterTheMessageIsQueued() throws IOException {
        String id = "3A259282BB7";
        story.line("postfix/smtpd", 6, "connect from localhost[127.0.0.1]")
                .line("postfix/smtpd", 6, id + ": client=localhost[127.0.0.1]")
                .named(id, "a@x.test")
                .active(id, ANNA, 100, 1);
        relayedAs(id);
        story.settles(id, ANNA, List.of("bob@far.test"));
        assertEquals(Map.of(ANNA, 1L), putDownTo());
        assertEquals(Counts.delivered(1), anna());
    }

    @Test
    void noticesAreNotTheAccountsMail() throws IOException {
        story.sends(ANNA, HOME, "ghost@far.test");
        assertEquals(Map.of(ANNA, 1L, "the server's own notices", 1L), putDownTo());
        assertEquals(1, anna().messages());
    }

    @Test
    void mailThatComesInIsNobodysUnlessItLeavesAgain() throws IOException {
        story.sends(Mail.without("198.51.100.7", "bob@far.test").to("anna@x.test"));
        assertEquals(Map.of(), putDownTo());
        story.sends(Mail.without("198.51.100.7", "bob@far.test").to("anna@gmail.test"));
        assertEquals(Map.of("forwarded mail", 1L), putDownTo());
    }

    @Test
    void mailFromATrustedClientIsPutDownToTheClient() throws IOException {
        story.sends(Mail.without("192.0.2.7", "scan@x.test").to("bob@far.test"));
        assertEquals(
                Counts.delivered(1),
                counts(new Identity.Relay(ClientAddress.parse("192.0.2.7").orElseThrow())));
    }

    @Test
    void mailOfAProgramIsPutDownToItsUser() throws IOException {
        story.picksUp(33, "www-data@x.test", "bob@far.test");
        assertEquals(Counts.delivered(1), counts(new Identity.Program(33)));
    }

    @Test
    void countsAreExactOverThousandsOfMessages() throws IOException {
        int sent = 0;
        int dead = 0;
        for (int i = 0; i < 3000; i++) {
            List<String> to = new ArrayList<>();
            for (int j = 0; j <= i % 3; j++) {
                to.add(((i + j) % 7 == 0 ? "ghost" : "p") + i + "." + j + "@far.test");
                dead += (i + j) % 7 == 0 ? 1 : 0;
                sent++;
            }
            Mail mail = Mail.by(ANNA, "203.0." + i % 200 + ".9").to(to);
            if (i % 2 == 0) {
                story.sends(mail);
            } else {
                story.filtered(mail);
            }
            story.later(10);
        }
        assertEquals(
                new Counts(
                        3000,
                        sent,
                        sent,
                        sent,
                        sent - dead,
                        dead,
                        0,
                        0,
                        Map.of("5.1.1", (long) dead)),
                anna());
    }

    private TrailsTest relayedAs(String id) {
        story.dovecot(
                        "submission-login: Login: user=<anna@x.test>, method=PLAIN,"
                                + " rip=203.0.113.9, lip=192.0.2.1, mpid=9, TLS, session=<QQ>")
                .dovecot(
                        "submission(anna@x.test)<9><QQ>: Successfully relayed message:"
                                + " from=<anna@x.test>, size=100, id=3, nrcpt=1, reply=`250 2.0.0 Ok:"
                                + " queued as "
                                + id
                                + "'");
        return this;
    }

    private void fromDovecot(String id) {
        story.line("postfix/smtpd", 6, "connect from localhost[127.0.0.1]")
                .line("postfix/smtpd", 6, id + ": client=localhost[127.0.0.1]")
                .named(id, "a@x.test")
                .active(id, ANNA, 100, 1)
                .settles(id, ANNA, List.of("bob@far.test"));
    }

    private static Counts withoutWaiting(Counts c) {
        return new Counts(
                c.messages,
                c.asked,
                c.recipients,
                c.external,
                c.delivered,
                c.bounced,
                c.deferred,
                0,
                c.byStatus);
    }

    private String lastId() {
        return story.lastId();
    }
}
