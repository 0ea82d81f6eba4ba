// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.guard.Client;
import argine.guard.limit.Failure;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.MailEvent.Relay;
import argine.mail.QueueId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How a log's events become messages. */
class PastMessagesTest {
    private static final String ROSSI = "rossi@corp.test";

    private final Mails mails = new Mails();

    @Test
    void aMessageIsJudgedOnceAllItsRecipientsAreKnown() {
        QueueId id = mails.submitted(ROSSI);
        mails.queued(id, ROSSI, 2);
        mails.delivered(id, Mails.stranger(1), Relay.REMOTE);
        assertEquals(List.of(), mails.judged);
        mails.delivered(id, Address.of("anna@corp.test"), Relay.LOCAL);
        assertEquals(
                List.of(
                        new PastMessage(
                                Mails.START,
                                id,
                                ROSSI,
                                "",
                                Optional.empty(),
                                new Client(
                                        ClientAddress.parse("203.0.113.9").orElseThrow(),
                                        "client",
                                        "",
                                        false),
                                Address.of(ROSSI),
                                2000,
                                2,
                                List.of(Mails.stranger(1), Address.of("anna@corp.test")),
                                Set.of(Address.of("anna@corp.test")))),
                mails.judged);
    }

    @Test
    void messagesAreJudgedInTheOrderInWhichTheyWereQueued() {
        QueueId first = mails.submitted(ROSSI);
        QueueId second = mails.submitted(ROSSI);
        mails.queued(first, ROSSI, 1);
        mails.queued(second, ROSSI, 1);
        mails.delivered(second, Mails.stranger(1), Relay.REMOTE);
        assertEquals(List.of(), mails.judged);
        mails.delivered(first, Mails.stranger(2), Relay.REMOTE);
        assertEquals(List.of(first, second), ids());
    }

    @Test
    void aFailureIsToldAfterTheMessagesThatWereQueuedBeforeIt() {
        QueueId slow = mails.submitted(ROSSI);
        mails.queued(slow, ROSSI, 2);
        mails.delivered(slow, Mails.stranger(1), Relay.REMOTE);
        QueueId id = mails.bounces(ROSSI, Mails.strangers(2, 1));
        assertEquals(List.of(), mails.failed);
        mails.delivered(slow, Mails.stranger(9), Relay.REMOTE);
        assertEquals(List.of(slow, id), ids());
        assertEquals(
                List.of(
                        new PastFailure(
                                Mails.START,
                                Optional.of(id),
                                new Failure(
                                        ROSSI,
                                        ClientAddress.parse("203.0.113.9").orElseThrow(),
                                        Mails.stranger(2)))),
                mails.failed);
    }

    @Test
    void whatFailsAfterAContentFilterFailedForWhoeverSentIt() {
        QueueId first = mails.submitted(ROSSI);
        QueueId second = new QueueId("5B0002");
        mails.queued(first, ROSSI, 1);
        mails.messages.take(
                new MailEvent.Delivered(
                        mails.seen(), first, Mails.stranger(1), Relay.FILTER, Optional.of(second)));
        mails.bounced(second, Mails.stranger(1));
        assertEquals(
                List.of(Optional.of(first)),
                mails.failed.stream().map(PastFailure::message).toList());
        assertEquals(ROSSI, mails.failed.getFirst().failure().login());
    }

    @Test
    void aMessageOfWhichTheLogTellsNoMoreIsJudgedByWhatItTold() {
        QueueId id = mails.submitted(ROSSI);
        mails.queued(id, ROSSI, 3);
        mails.deferred(id, Mails.stranger(1));
        mails.now = mails.now.plus(Duration.ofMinutes(11));
        mails.submitted("other@corp.test");
        assertEquals(List.of(id), ids());
        assertEquals(List.of(Mails.stranger(1)), mails.judged.getFirst().recipients());
        assertEquals(3, mails.judged.getFirst().count());
    }

    @Test
    void aRetryIsNoSecondMessage() {
        mails.send(ROSSI, ROSSI, Mails.strangers(0, 1));
        QueueId id = mails.judged.getFirst().queueId();
        mails.queued(id, ROSSI, 1);
        mails.delivered(id, Mails.stranger(0), Relay.REMOTE);
        mails.messages.finish();
        assertEquals(List.of(id), ids());
    }

    @Test
    void whatAContentFilterBringsBackIsNoSecondMessage() {
        QueueId id = mails.submitted(ROSSI);
        mails.queued(id, ROSSI, 1);
        mails.delivered(id, Mails.stranger(1), Relay.FILTER);
        QueueId again = new QueueId("5A01");
        mails.messages.take(mails.submission(again, "", Optional.of(id)));
        mails.queued(again, ROSSI, 1);
        mails.delivered(again, Mails.stranger(1), Relay.REMOTE);
        mails.messages.finish();
        assertEquals(List.of(id), ids());
    }

    @Test
    void mailOfAProgramIsItsUsers() {
        QueueId id = new QueueId("5A02");
        mails.messages.take(
                new MailEvent.PickedUp(
                        mails.seen(), id, 33, Address.of("www@corp.test"), Optional.empty()));
        mails.queued(id, "www@corp.test", 1);
        mails.messages.finish();
        assertEquals("uid:33", mails.judged.getFirst().origin());
    }

    @Test
    void aMessageThatWasNeverQueuedIsNone() {
        mails.submitted(ROSSI);
        mails.messages.finish();
        assertEquals(List.of(), mails.judged);
    }

    private List<QueueId> ids() {
        return mails.judged.stream().map(PastMessage::queueId).toList();
    }
}
