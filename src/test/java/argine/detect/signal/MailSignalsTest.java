// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import static argine.detect.Alarm.Kind.CONTENT;
import static argine.detect.Alarm.Kind.ENVELOPE;
import static argine.detect.Alarm.Kind.REMOTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Mail;
import argine.detect.Signal;
import argine.detect.Story;
import argine.detect.Town;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What tells of strange mail: each signal speaks when it must, and not of its look-alike. */
class MailSignalsTest {
    private static final String ANNA = "anna@x.test";
    private static final String HOME = Town.home("anna");
    private static final String THIEF = "45.9.20.7";

    private final Story story = Town.days(1, 11).day(11).at("02:00");

    private Optional<Heard> heard(Signal signal) throws IOException {
        return Heard.of(signal, story, ANNA);
    }

    private static Mail from(String ip) {
        return Mail.by(ANNA, ip);
    }

    /** Numbered recipients of a kind that a name says: {@code ghost}, {@code picky}, any other. */
    private static String[] people(String kind, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> kind + i + "@far.test")
                .toArray(String[]::new);
    }

    @Nested
    class ForgedSendersTest {
        private Optional<Heard> forgedFrom(String ip) throws IOException {
            for (int i = 0; i < 10; i++) {
                story.sends(from(ip).as("boss@bank" + i % 3 + ".test").to("p" + i + "@far.test"));
            }
            return heard(new ForgedSenders());
        }

        @Test
        void namesOfOtherDomainsFromAStrangePlace() throws IOException {
            assertEquals(
                    Heard.strong(ENVELOPE, "10 messages bear 3 senders of other domains"),
                    forgedFrom(THIEF));
        }

        @Test
        void aPrivateAddressFromHome() throws IOException {
            assertEquals(Optional.empty(), forgedFrom(HOME));
        }
    }

    @Nested
    class OtherLocalSendersTest {
        private Optional<Heard> namesFrom(String ip) throws IOException {
            for (int i = 0; i < 4; i++) {
                story.sends(from(ip).as("user" + i + "@x.test").to("p" + i + "@far.test"));
            }
            return heard(new OtherLocalSenders());
        }

        @Test
        void otherPeoplesNamesFromAStrangePlace() throws IOException {
            assertEquals(Heard.weak(ENVELOPE, "sends under 4 other local names"), namesFrom(THIEF));
        }

        @Test
        void aTeamsNamesFromHome() throws IOException {
            assertEquals(Optional.empty(), namesFrom(HOME));
        }
    }

    @Nested
    class NullSenderTest {
        private Optional<Heard> nulls(int count) throws IOException {
            for (int i = 0; i < count; i++) {
                story.sends(from(THIEF).as("").to("p" + i + "@far.test"));
            }
            return heard(new NullSender());
        }

        @Test
        void manyMessagesWithoutASender() throws IOException {
            assertEquals(
                    Heard.strong(ENVELOPE, "20 messages with the null sender from a login"),
                    nulls(20));
        }

        @Test
        void aFewAnswersToReadReceipts() throws IOException {
            assertEquals(Optional.empty(), nulls(2));
        }
    }

    @Nested
    class CrowdedMessagesTest {
        @Test
        void sixtyRecipientsInOneMessage() throws IOException {
            story.sends(from(THIEF).to(people("p", 0, 60)));
            assertEquals(
                    Heard.weak(ENVELOPE, "1 messages had 50 recipients or more, one of them 60"),
                    heard(new CrowdedMessages()));
        }

        @Test
        void anAnnouncementFromHome() throws IOException {
            story.sends(from(HOME).to(people("p", 0, 60)));
            assertEquals(Optional.empty(), heard(new CrowdedMessages()));
        }
    }

    @Nested
    class RecipientSurgeTest {
        @Test
        void farMoreThanEver() throws IOException {
            story.sends(from(THIEF).to(people("p", 0, 150)));
            assertEquals(
                    Heard.weak(
                            ENVELOPE, "150 recipients within one hour; never more than 1 before"),
                    heard(new RecipientSurge()));
        }

        @Test
        void noMoreThanEveryWeek() throws IOException {
            story.day(4).at("02:00").sends(from(HOME).to(people("p", 0, 150)));
            story.day(11).at("02:00").sends(from(HOME).to(people("p", 0, 160)));
            assertEquals(Optional.empty(), heard(new RecipientSurge()));
        }
    }

    @Nested
    class NeverSeenRecipientsTest {
        @Test
        void peopleToWhomTheOwnerNeverWrote() throws IOException {
            story.sends(from(THIEF).to(people("p", 0, 50)));
            assertEquals(
                    Heard.weak(ENVELOPE, "50 of 50 recipients never had mail from this account"),
                    heard(new NeverSeenRecipients()));
        }

        @Test
        void aWebApplicationAlwaysWritesToNewPeople() throws IOException {
            story.sends(from(HOME).to(people("p", 0, 50)));
            assertEquals(Optional.empty(), heard(new NeverSeenRecipients()));
        }
    }

    @Nested
    class FreemailShareTest {
        private Optional<Heard> toFreemailFrom(String ip) throws IOException {
            for (int i = 0; i < 30; i++) {
                story.sends(from(ip).to("p" + i + (i % 3 == 0 ? "@gmail.com" : "@gmx.de")));
            }
            return heard(new FreemailShare());
        }

        @Test
        void unlikeTheOwners() throws IOException {
            assertEquals(
                    Heard.weak(
                            ENVELOPE,
                            "100 % of the recipients are at free providers, 0 % of the owner's"),
                    toFreemailFrom(THIEF));
        }

        @Test
        void aShopWhoseCustomersAreThere() throws IOException {
            assertEquals(Optional.empty(), toFreemailFrom(HOME));
        }
    }

    @Nested
    class SortedRecipientsTest {
        private Optional<Heard> listFrom(String ip) throws IOException {
            for (int i = 0; i < 30; i++) {
                story.sends(from(ip).to(String.format(Locale.ROOT, "a%04d@far.test", i)));
            }
            return heard(new SortedRecipients());
        }

        @Test
        void aListIsWorkedThrough() throws IOException {
            assertEquals(
                    Heard.weak(ENVELOPE, "30 recipients in a row in alphabetical order"),
                    listFrom(THIEF));
        }

        @Test
        void aSortedNewsletterFromHome() throws IOException {
            assertEquals(Optional.empty(), listFrom(HOME));
        }
    }

    @Nested
    class NoRepliesTest {
        @Test
        void nobodyAnswers() throws IOException {
            story.sends("gina@x.test", "203.5.5.5", "p@far.test");
            story.fails("gina@x.test", THIEF, 12);
            for (int i = 0; i < 30; i++) {
                story.sends(Mail.by("gina@x.test", THIEF).to(people("p", i * 10, 10)));
            }
            assertEquals(
                    Heard.weak(ENVELOPE, "300 strangers were written to and 0 messages came back"),
                    Heard.of(new NoReplies(), story, "gina@x.test"));
        }

        @Test
        void theOwnerIsAnswered() throws IOException {
            story.sends(from(THIEF).to(people("p", 0, 300)));
            assertEquals(Optional.empty(), heard(new NoReplies()));
        }
    }

    @Nested
    class TestMessageTest {
        private Optional<Heard> first(int recipients) throws IOException {
            story.day(10).at("02:00").sends(from(THIEF).to(people("t", 0, recipients)));
            story.day(11).at("02:00");
            for (int i = 0; i < 40; i++) {
                story.sends(from(THIEF).to("p" + i + "@far.test"));
            }
            return heard(new TestMessage());
        }

        @Test
        void oneMessageAndTheNextDayAFlood() throws IOException {
            assertEquals(Heard.weak(ENVELOPE, "a test message came before the flood"), first(1));
        }

        @Test
        void aFloodThatBeginsAtOnce() throws IOException {
            assertEquals(Optional.empty(), first(50));
        }
    }

    @Nested
    class NoSuchRecipientsTest {
        private Optional<Heard> dead(String ip, int oneIn) throws IOException {
            for (int i = 0; i < 200; i++) {
                story.sends(from(ip).to((i % oneIn == 0 ? "ghost" : "p") + i + "@far.test"));
            }
            return heard(new NoSuchRecipients());
        }

        @Test
        void oneInFiveDoesNotExist() throws IOException {
            assertEquals(Heard.strong(REMOTE, "40 of 200 recipients do not exist"), dead(THIEF, 5));
        }

        @Test
        void anOldListHasOneInTwenty() throws IOException {
            assertEquals(Optional.empty(), dead(HOME, 20));
        }
    }

    @Nested
    class RefusedForPolicyTest {
        private void refused(String account, String ip) {
            for (int i = 0; i < 60; i++) {
                story.sends(account, ip, (i % 2 == 0 ? "picky" : "p") + i + "@far.test");
            }
        }

        @Test
        void remoteServersRefuseTheThiefsMail() throws IOException {
            refused(ANNA, THIEF);
            assertEquals(
                    Heard.weak(REMOTE, "30 of 60 recipients were refused for spam or reputation"),
                    heard(new RefusedForPolicy()));
        }

        @Test
        void aListThatNamesThisServerRefusesEverybody() throws IOException {
            for (String name : List.of("anna", "bruno", "carla", "dario", "elsa", "fabio")) {
                refused(name + "@x.test", Town.home(name));
            }
            assertEquals(Optional.empty(), heard(new RefusedForPolicy()));
        }
    }

    @Nested
    class DeadAgainTest {
        @Test
        void theSameDeadAddressesAgain() throws IOException {
            for (int i = 0; i < 20; i++) {
                story.sends(from(THIEF).to("ghost" + i % 5 + "@far.test"));
            }
            assertEquals(
                    Heard.weak(
                            REMOTE,
                            "15 times mail went to an address that had already been refused as unknown"),
                    heard(new DeadAgain()));
        }

        @Test
        void eachDeadAddressOnce() throws IOException {
            story.sends(from(THIEF).to(people("ghost", 0, 20)));
            assertEquals(Optional.empty(), heard(new DeadAgain()));
        }
    }

    @Nested
    class SameSizeTest {
        @Test
        void manyOfOneSizeForMany() throws IOException {
            for (int i = 0; i < 60; i++) {
                story.sends(from(THIEF).of(4000 + i % 20).to("p" + i + "@far.test"));
            }
            assertEquals(
                    Heard.weak(CONTENT, "60 messages have the same size within 3 %"),
                    heard(new SameSize()));
        }

        @Test
        void monitoringWritesToOne() throws IOException {
            for (int i = 0; i < 60; i++) {
                story.sends(from(THIEF).of(4000).to("oncall@far.test"));
            }
            assertEquals(Optional.empty(), heard(new SameSize()));
        }

        @Test
        void theOwnersFormLetterFromAnotherPlace() throws IOException {
            for (int i = 0; i < 5; i++) {
                story.day(3).sends(from(HOME).of(4000).to("c" + i + "@far.test"));
            }
            story.day(11);
            for (int i = 0; i < 60; i++) {
                story.sends(from(THIEF).of(4000 + i % 20).to("p" + i + "@far.test"));
            }
            assertEquals(Optional.empty(), heard(new SameSize()));
        }

        @Test
        void aSizeThatTheOwnerHitOnceIsNoFormLetter() throws IOException {
            for (int i = 0; i < 30; i++) {
                story.day(3).sends(from(HOME).of(1000 + 300 * i).to("c" + i + "@far.test"));
            }
            story.day(11);
            for (int i = 0; i < 60; i++) {
                story.sends(from(THIEF).of(4000).to("p" + i + "@far.test"));
            }
            assertEquals(
                    Heard.weak(CONTENT, "60 messages have the same size within 3 %"),
                    heard(new SameSize()));
        }
    }

    @Nested
    class StrangeMessageIdsTest {
        private Optional<Heard> namedAt(String host) throws IOException {
            for (int i = 0; i < 6; i++) {
                story.sends(from(THIEF).named("m" + i + "@" + host).to("p@far.test"));
            }
            return heard(new StrangeMessageIds());
        }

        @Test
        void madeByAnotherMachine() throws IOException {
            assertEquals(
                    Heard.weak(CONTENT, "Message-IDs end in bot.test, which the owner's never did"),
                    namedAt("bot.test"));
        }

        @Test
        void madeByTheOwnersMachineOnTheWay() throws IOException {
            assertEquals(Optional.empty(), namedAt("host-" + HOME));
        }
    }
}
