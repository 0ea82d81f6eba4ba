// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import static argine.detect.Alarm.Kind.CONTENT;
import static argine.detect.Alarm.Kind.LOGIN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Signal;
import argine.detect.Story;
import argine.detect.Town;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Envelope;
import argine.mail.QueuedMessage.Headers;
import argine.mail.QueuedMessage.Place;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What tells from the queue: each signal speaks when it must, and not of its look-alike. */
class QueueSignalsTest {
    private static final String ANNA = "anna@x.test";
    private static final String HOME = Town.home("anna");
    private static final String THIEF = "45.9.20.7";
    private static final String PITCH =
            "Dear friend, you have won the lottery of the great bank, and your prize of one"
                    + " million waits for you; answer today with your name and your street";

    private final Story story = Town.days(1, 11).day(11).at("02:00").fails(ANNA, THIEF, 12);
    private final List<QueuedMessage> queue = new ArrayList<>();

    private Optional<Heard> heard(Signal signal) throws IOException {
        return Heard.of(signal, story, queue, ANNA);
    }

    private void waits(String account, String ip, String helo, Headers headers, String text) {
        int number = queue.size();
        queue.add(
                new QueuedMessage(
                        new QueueId("4B2592" + (10000 + number)),
                        Place.DEFERRED,
                        "",
                        Instant.parse("2026-11-12T03:00:00Z").plusSeconds(number),
                        4000,
                        new Envelope(
                                Address.of(account),
                                account,
                                "unknown",
                                ClientAddress.parse(ip).orElseThrow(),
                                helo,
                                List.of(Address.of("p" + number + "@far.test"))),
                        List.of(),
                        headers,
                        text));
    }

    private void someWait(int count, String ip, String helo, boolean list, String replyTo) {
        Headers headers = new Headers(ANNA, "Your prize", "", replyTo, "", "", list);
        for (int i = 0; i < count; i++) {
            waits(ANNA, ip, helo, headers, PITCH);
        }
    }

    @Nested
    class NearDuplicatesTest {
        @Test
        void theSameTextForManyPeople() throws IOException {
            someWait(30, THIEF, "", false, "");
            assertEquals(
                    Heard.strong(
                            CONTENT,
                            "30 queued messages to 30 people are nearly the same text: \"Your prize\""),
                    heard(new NearDuplicates()));
        }

        @Test
        void aNewsletterSaysHowToUnsubscribe() throws IOException {
            someWait(30, THIEF, "", true, "");
            assertEquals(Optional.empty(), heard(new NearDuplicates()));
        }

        @Test
        void invoicesComeFromHome() throws IOException {
            someWait(30, HOME, "", false, "");
            assertEquals(Optional.empty(), heard(new NearDuplicates()));
        }
    }

    @Nested
    class RepliesElsewhereTest {
        @Test
        void answersAreToGoToAnotherDomain() throws IOException {
            someWait(6, THIEF, "", false, "winner@freemail.test");
            assertEquals(
                    Heard.weak(CONTENT, "6 queued messages ask for answers at another domain"),
                    heard(new RepliesElsewhere()));
        }

        @Test
        void answersAreToGoToAColleague() throws IOException {
            someWait(6, THIEF, "", false, "bruno@x.test");
            assertEquals(Optional.empty(), heard(new RepliesElsewhere()));
        }
    }

    @Nested
    class FillsTheQueueTest {
        @Test
        void mostOfTheQueueIsOneAccounts() throws IOException {
            someWait(60, THIEF, "", false, "");
            assertEquals(
                    Heard.weak(CONTENT, "60 of 60 queued messages are this account's"),
                    heard(new FillsTheQueue()));
        }

        @Test
        void aProviderIsDownAndEverybodysMailWaits() throws IOException {
            someWait(60, THIEF, "", false, "");
            for (int i = 0; i < 90; i++) {
                waits("bruno@x.test", Town.home("bruno"), "", Headers.NONE, "Hello number " + i);
            }
            assertEquals(Optional.empty(), heard(new FillsTheQueue()));
        }
    }

    @Nested
    class BotHostnameTest {
        @Test
        void aRentedMachinesName() throws IOException {
            someWait(1, THIEF, "WIN-4TTI4DH7SGH", false, "");
            assertEquals(
                    Heard.weak(LOGIN, "the client calls itself WIN-4TTI4DH7SGH"),
                    heard(new BotHostname()));
        }

        @Test
        void aPersonsMachine() throws IOException {
            someWait(1, THIEF, "win-the-lottery", false, "");
            assertEquals(Optional.empty(), heard(new BotHostname()));
        }
    }

    @Nested
    class NewClientNameTest {
        private Optional<Heard> called(String name) throws IOException {
            someWait(3, HOME, "annas-laptop", false, "");
            someWait(3, THIEF, name, false, "");
            return heard(new NewClientName());
        }

        @Test
        void aNameThatTheOwnersMachinesNeverHad() throws IOException {
            assertEquals(
                    Heard.weak(
                            LOGIN,
                            "the client calls itself other, which this account's own clients never did"),
                    called("other"));
        }

        @Test
        void theOwnersLaptopOnTheWay() throws IOException {
            assertEquals(Optional.empty(), called("annas-laptop"));
        }
    }
}
