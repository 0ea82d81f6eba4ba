// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import static argine.detect.Alarm.Kind.LOGIN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Mail;
import argine.detect.Signal;
import argine.detect.Story;
import argine.detect.Town;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What tells of a strange login: each signal speaks when it must, and not of its look-alike. */
class LoginSignalsTest {
    private static final String ANNA = "anna@x.test";
    private static final String THIEF = "45.9.20.7";
    private static final String UNUSED = "unused@x.test";

    private final Story story = Town.days(1, 11);

    private Optional<Heard> heard(Signal signal) throws IOException {
        return Heard.of(signal, story, ANNA);
    }

    /** Numbered messages from an address, a minute apart, to people who exist. */
    private void sends(String ip, int messages) {
        for (int i = 0; i < messages; i++) {
            story.later(60).sends(ANNA, ip, "q" + i + "@far.test");
        }
    }

    private void networks(int count, boolean read) {
        story.day(11).at("02:00");
        for (int i = 0; i < count; i++) {
            String ip = "45." + i + ".20.7";
            if (read) {
                story.later(60).reads(ANNA, ip);
            }
            sends(ip, 1);
        }
    }

    @Nested
    class ManyNetworksTest {
        @Test
        void twentyNetworksOnOneDayAreABotnet() throws IOException {
            networks(20, false);
            assertEquals(
                    Heard.strong(
                            LOGIN,
                            "20 networks sent for this account within 24 hours, from which its mail was not read before"),
                    heard(new ManyNetworks()));
        }

        @Test
        void aSharedMailboxIsReadWhereItIsWritten() throws IOException {
            networks(20, true);
            assertEquals(Optional.empty(), heard(new ManyNetworks()));
        }
    }

    @Nested
    class ManyCountriesTest {
        @Test
        void fiveCountriesAreMoreThanAnybodysTravels() throws IOException {
            networks(5, false);
            assertEquals(
                    Heard.strong(
                            LOGIN, "used from 5 countries that are not its own: C0 C1 C2 C3 C4"),
                    heard(new ManyCountries(Heard.places())));
        }

        @Test
        void aTravellerIsInTwo() throws IOException {
            networks(2, false);
            assertEquals(Optional.empty(), heard(new ManyCountries(Heard.places())));
        }
    }

    @Nested
    class ImpossibleTravelTest {
        private final Signal signal = new ImpossibleTravel(Heard.places());

        @Test
        void twoFarPlacesWithinAnHour() throws IOException {
            story.day(11).at("18:00").reads(ANNA, Town.home("anna")).later(3600);
            sends(THIEF, 1);
            assertEquals(LOGIN, heard(signal).orElseThrow().kind());
        }

        @Test
        void aNearPlaceIsNoWonder() throws IOException {
            story.day(11).at("18:00").later(3600);
            sends("203.101.7.7", 1);
            assertEquals(Optional.empty(), heard(signal));
        }
    }

    @Nested
    class NewProviderTest {
        @Test
        void aProviderThatWasNeverUsed() throws IOException {
            networks(1, false);
            assertEquals(
                    Heard.weak(LOGIN, "sends through AS0, which this account never used"),
                    heard(new NewProvider(Heard.places())));
        }

        @Test
        void anotherNetworkOfTheSameProvider() throws IOException {
            story.day(11).at("19:00");
            sends("203.100.77.7", 3);
            assertEquals(Optional.empty(), heard(new NewProvider(Heard.places())));
        }
    }

    @Nested
    class NamelessClientsTest {
        @Test
        void fiveClientsWithoutAName() throws IOException {
            networks(5, false);
            assertEquals(
                    Heard.weak(
                            LOGIN,
                            "5 clients sent for this account, nearly all without a name in the DNS"),
                    heard(new NamelessClients()));
        }

        @Test
        void aProvidersServersHaveNames() throws IOException {
            story.day(11).at("02:00");
            for (int i = 0; i < 9; i++) {
                story.later(60)
                        .sends(
                                Mail.by(ANNA, "45." + i + ".20.7")
                                        .from("mail" + i + ".provider.test")
                                        .to("bob@far.test"));
            }
            assertEquals(Optional.empty(), heard(new NamelessClients()));
        }
    }

    @Nested
    class GuessedBeforeTest {
        @Test
        void aFewFailuresAreAHintAndManyAreMore() throws IOException {
            story.day(11).at("02:00").fails(ANNA, THIEF, 3);
            sends(THIEF, 3);
            String then = " logins failed from 45.9.20.0/24, then one succeeded and sent mail";
            assertEquals(Heard.weak(LOGIN, "3" + then), heard(new GuessedBefore()));
            story.day(11).at("01:00").fails(ANNA, THIEF, 12);
            assertEquals(Heard.strong(LOGIN, "15" + then), heard(new GuessedBefore()));
        }

        @Test
        void theOwnersPhoneWithTheOldPasswordReadsThereToo() throws IOException {
            story.day(11).at("02:00").fails(ANNA, Town.home("anna"), 30);
            sends(Town.home("anna"), 3);
            assertEquals(Optional.empty(), heard(new GuessedBefore()));
        }
    }

    @Nested
    class GuessedElsewhereTest {
        private void guesses() {
            story.day(10).at("02:00");
            for (int i = 0; i < 4; i++) {
                story.fails(ANNA, "61." + i + ".1.1", 8);
            }
        }

        @Test
        void guessesFromManyNetworksBeforeStrangeMail() throws IOException {
            guesses();
            story.day(11);
            sends(THIEF, 3);
            assertEquals(
                    Heard.weak(
                            LOGIN,
                            "32 logins failed from 4 networks in the week before the first strange message"),
                    heard(new GuessedElsewhere()));
        }

        @Test
        void guessesAloneAreEverybodysLot() throws IOException {
            guesses();
            assertEquals(Optional.empty(), heard(new GuessedElsewhere()));
        }
    }

    @Nested
    class TriedOthersTest {
        private void others(String ip) {
            story.day(11).at("02:00");
            for (int i = 0; i < 6; i++) {
                story.fails("user" + i + "@x.test", ip);
            }
            sends(ip, 3);
        }

        @Test
        void theNetworkTriedOtherNames() throws IOException {
            others(THIEF);
            assertEquals(
                    Heard.strong(LOGIN, "45.9.20.0/24 tried 6 other names without success"),
                    heard(new TriedOthers()));
        }

        @Test
        void anOfficeWithAnOldPhoneInIt() throws IOException {
            others(Town.home("anna"));
            assertEquals(Optional.empty(), heard(new TriedOthers()));
        }
    }

    @Nested
    class SharedByStrangersTest {
        @Test
        void threeNetworksThatSendForTwo() throws IOException {
            story.day(11).at("02:00");
            for (int i = 0; i < 3; i++) {
                sends("45." + i + ".20.7", 1);
                story.sends("bruno@x.test", "45." + i + ".20.7", "bob@far.test");
            }
            assertEquals(
                    Heard.strong(LOGIN, "3 strange networks also sent for bruno@x.test"),
                    heard(new SharedByStrangers()));
        }

        @Test
        void aVpnInWhichTheMailIsReadToo() throws IOException {
            story.day(11).at("02:00");
            for (int i = 0; i < 3; i++) {
                String exit = "45." + i + ".20.7";
                story.reads(ANNA, exit).reads("bruno@x.test", exit);
                sends(exit, 1);
                story.sends("bruno@x.test", exit, "bob@far.test");
            }
            assertEquals(Optional.empty(), heard(new SharedByStrangers()));
        }
    }

    @Nested
    class SendsWithoutReadingTest {
        @Test
        void theOwnerReadsElsewhere() throws IOException {
            networks(3, false);
            assertEquals(
                    Heard.weak(
                            LOGIN,
                            "3 messages came from networks where this account's mail is never read"),
                    heard(new SendsWithoutReading()));
        }

        @Test
        void aScannerNeverReads() throws IOException {
            for (int i = 0; i < 10; i++) {
                story.day(1 + i).sends("scan@x.test", "203.9.9.9", "anna@x.test");
            }
            story.sends("scan@x.test", "203.8.8.8", "a@far.test", "b@far.test", "c@far.test");
            assertEquals(
                    Optional.empty(), Heard.of(new SendsWithoutReading(), story, "scan@x.test"));
        }
    }

    @Nested
    class NewNetworksTest {
        @Test
        void aNetworkAfterTheHabitsWereKnown() throws IOException {
            networks(2, false);
            assertEquals(
                    Heard.weak(LOGIN, "sent from 2 networks that this account did not use before"),
                    heard(new NewNetworks()));
        }

        @Test
        void theOwnersOwn() throws IOException {
            assertEquals(Optional.empty(), heard(new NewNetworks()));
        }
    }

    @Nested
    class WokeUpTest {
        @Test
        void anAccountThatSleptForThreeWeeks() throws IOException {
            story.day(34).at("02:00");
            sends(THIEF, 2);
            assertEquals(
                    Heard.weak(LOGIN, "the owner had not used the account for two weeks"),
                    heard(new WokeUp()));
        }

        @Test
        void anAccountThatNobodyUsedWritesToPeopleWhoDoNotExist() throws IOException {
            story.day(11).at("02:00");
            for (int i = 0; i < 8; i++) {
                story.later(60).sends(UNUSED, THIEF, "ghost" + i + "@far.test", "a@far.test");
            }
            assertEquals(
                    Heard.weak(LOGIN, "nobody had used the account for a week and more"),
                    Heard.of(new WokeUp(), story, UNUSED));
        }

        @Test
        void aNewEmployeeBeginsToWrite() throws IOException {
            story.day(11).at("09:00");
            for (int i = 0; i < 30; i++) {
                story.later(60).sends(UNUSED, THIEF, "q" + i + "@far.test");
            }
            assertEquals(Optional.empty(), Heard.of(new WokeUp(), story, UNUSED));
        }

        @Test
        void aHolidayAndBackAtHome() throws IOException {
            story.day(34).at("09:00").reads(ANNA, Town.home("anna"));
            sends(Town.home("anna"), 2);
            assertEquals(Optional.empty(), heard(new WokeUp()));
        }
    }

    @Nested
    class ManyShortSessionsTest {
        @Test
        void oneMessageEachTime() throws IOException {
            story.day(11).at("02:00");
            sends(THIEF, 40);
            assertEquals(
                    Heard.weak(LOGIN, "40 sessions for 40 messages"),
                    heard(new ManyShortSessions()));
        }

        @Test
        void theOwnersProgramThatDoesTheSame() throws IOException {
            story.day(11).at("20:00");
            sends(Town.home("anna"), 40);
            assertEquals(Optional.empty(), heard(new ManyShortSessions()));
        }
    }

    @Nested
    class CredentialChecksTest {
        @Test
        void loginsThatSendNothingAndThenMail() throws IOException {
            story.day(11).at("02:00").checks(THIEF).checks(THIEF);
            sends(THIEF, 1);
            assertEquals(
                    Heard.weak(
                            LOGIN,
                            "2 logins from 45.9.20.0/24 sent nothing: the password was being checked"),
                    heard(new CredentialChecks()));
        }

        @Test
        void theOwnersProgramThatChecksItsSettings() throws IOException {
            story.day(11).at("20:00").checks(Town.home("anna")).checks(Town.home("anna"));
            assertEquals(Optional.empty(), heard(new CredentialChecks()));
        }
    }

    @Nested
    class UnusualHoursTest {
        @Test
        void inTheNightLikeNeverBefore() throws IOException {
            story.day(11).at("02:00");
            sends(THIEF, 20);
            assertEquals(
                    Heard.weak(
                            LOGIN, "20 messages were sent at hours at which the owner never sends"),
                    heard(new UnusualHours()));
        }

        @Test
        void atTheOwnersHours() throws IOException {
            story.day(11).at("11:10");
            sends(THIEF, 20);
            assertEquals(Optional.empty(), heard(new UnusualHours()));
        }
    }
}
