// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which networks are the owner's, and which are somebody else's. */
class StandingsTest {
    private static final String ANNA = "anna@x.test";
    private static final String HOME = "203.0.113.9";
    private static final String FAR = "198.51.100.7";

    private final Story story = new Story();

    /** The owner at home, from one day to another: reads, and writes to three people. */
    private StandingsTest atHome(int from, int to) {
        for (int day = from; day <= to; day++) {
            story.day(day).at("09:00").reads(ANNA, HOME);
            story.later(60).sends(ANNA, HOME, "bob" + day % 3 + "@far.test");
        }
        return this;
    }

    private Map<String, Standing> standings() throws IOException {
        return standings(ANNA);
    }

    private Map<String, Standing> standings(String account) throws IOException {
        Profile profile = Town.ledger(story).profile(new Identity.Account(account));
        Map<String, Standing> standings = new TreeMap<>();
        profile.usages().forEach(u -> standings.put(u.network.toString(), profile.standing(u)));
        return standings;
    }

    @Test
    void whereSomebodyHasWrittenFromTheFirstDayOnIsTheirs() throws IOException {
        atHome(1, 10);
        assertEquals(Map.of("203.0.113.0/24", Standing.OWN), standings());
    }

    @Test
    void aNetworkThatAppearsLaterAndReadsNothingIsNew() throws IOException {
        atHome(1, 10);
        story.day(9).at("15:00").sends(ANNA, FAR, "bob@far.test");
        assertEquals(
                Map.of("203.0.113.0/24", Standing.OWN, "198.51.100.0/24", Standing.NEW),
                standings());
    }

    @Test
    void aNewNetworkWhereTheMailIsReadDayAfterDayIsTheirs() throws IOException {
        atHome(1, 10);
        for (int day = 8; day <= 10; day++) {
            story.day(day).at("15:00").reads(ANNA, FAR).sends(ANNA, FAR, "bob@far.test");
        }
        assertEquals(
                Map.of("203.0.113.0/24", Standing.OWN, "198.51.100.0/24", Standing.OWN),
                standings());
    }

    @Test
    void aNetworkOfOneDayWhereTheMailIsReadIsUnknown() throws IOException {
        atHome(1, 10);
        story.day(9).at("15:00").reads(ANNA, FAR).sends(ANNA, FAR, "bob@far.test");
        assertEquals(
                Map.of("203.0.113.0/24", Standing.OWN, "198.51.100.0/24", Standing.UNKNOWN),
                standings());
    }

    /** A password is tried by reading, and a minute later mail goes out in bulk. */
    private StandingsTest burst(String ip, int messages) {
        story.reads(ANNA, ip).later(60);
        for (int i = 0; i < messages; i++) {
            story.later(5)
                    .sends(ANNA, ip, Town.strangers("p" + ip, 4 * i, 4, 0).toArray(String[]::new));
        }
        return this;
    }

    @Test
    void aNetworkThatReadsOnceAndAtOnceSendsInBulkIsNew() throws IOException {
        atHome(1, 10);
        story.day(9).at("15:00");
        burst(FAR, 20);
        assertEquals(
                Map.of("203.0.113.0/24", Standing.OWN, "198.51.100.0/24", Standing.NEW),
                standings());
    }

    @Test
    void soItIsWhereTheBulkLastsBeyondMidnight() throws IOException {
        atHome(1, 10);
        story.day(9).at("23:59");
        burst(FAR, 40);
        assertEquals(
                Map.of("203.0.113.0/24", Standing.OWN, "198.51.100.0/24", Standing.NEW),
                standings());
    }

    @Test
    void networksThatReadOnceAndSendLittleEachAreWeighedTogether() throws IOException {
        atHome(1, 10);
        story.day(8).at("12:00").reads(ANNA, FAR).sends(ANNA, FAR, "bob@far.test");
        story.day(9).at("15:00");
        for (int i = 1; i <= 10; i++) {
            burst("198.51." + i + ".7", 2);
        }
        Map<String, Standing> standings = standings();
        assertEquals(Standing.OWN, standings.remove("203.0.113.0/24"));
        assertEquals(Standing.UNKNOWN, standings.remove("198.51.100.0/24"));
        assertEquals(10, standings.size());
        standings.values().forEach(standing -> assertEquals(Standing.NEW, standing));
    }

    @Test
    void whoReadsForHoursBeforeSendingInBulkIsUnknown() throws IOException {
        atHome(1, 10);
        story.day(9).at("09:00").reads(ANNA, FAR).at("15:00");
        burst(FAR, 20);
        assertEquals(
                Map.of("203.0.113.0/24", Standing.OWN, "198.51.100.0/24", Standing.UNKNOWN),
                standings());
    }

    @Test
    void withoutAPastNothingIsNew() throws IOException {
        story.day(1).at("09:00").sends(ANNA, HOME, "bob@far.test");
        story.later(600).sends(ANNA, FAR, "bob@far.test");
        assertEquals(
                Map.of("203.0.113.0/24", Standing.UNKNOWN, "198.51.100.0/24", Standing.UNKNOWN),
                standings());
    }

    @Test
    void whoGuessedBeforeHeGotInIsBad() throws IOException {
        atHome(1, 2);
        story.day(2).at("15:00").fails(ANNA, FAR, 10).sends(ANNA, FAR, "bob@far.test");
        assertEquals(Standing.BAD, standings().get("198.51.100.0/24"));
    }

    @Test
    void whoMistypedBeforeReadingIsNotBad() throws IOException {
        atHome(1, 2);
        story.day(2).at("15:00").fails(ANNA, FAR, 12).reads(ANNA, FAR);
        story.later(60).sends(ANNA, FAR, "bob@far.test");
        assertEquals(Standing.OWN, standings().get("198.51.100.0/24"));
    }

    @Test
    void whoTriedFiveOthersIsBad() throws IOException {
        atHome(1, 2);
        story.day(2).at("15:00");
        for (int i = 0; i < 5; i++) {
            story.later(10).fails("user" + i + "@x.test", FAR);
        }
        story.sends(ANNA, FAR, "bob@far.test");
        assertEquals(Standing.BAD, standings().get("198.51.100.0/24"));
    }

    @Test
    void theOfficeWithAnOldPhoneThatTriesOthersIsNotBad() throws IOException {
        atHome(1, 2);
        story.day(2).at("15:00");
        for (int i = 0; i < 5; i++) {
            story.later(10).failsToRead("user" + i + "@x.test", HOME);
        }
        story.sends(ANNA, HOME, "bob@far.test");
        assertEquals(Map.of("203.0.113.0/24", Standing.OWN), standings());
    }

    private void sixNamesFail(String ip) {
        for (int i = 0; i < 6; i++) {
            story.later(10).fails("former" + i + "@x.test", ip);
        }
    }

    @Test
    void whereAProgramHasSentDayAfterDayItsNeighboursMayMistype() throws IOException {
        for (int day = 1; day <= 10; day++) {
            story.day(day).at("10:00").sends(ANNA, HOME, "bob" + day + "@far.test");
        }
        sixNamesFail(HOME);
        assertEquals(Map.of("203.0.113.0/24", Standing.OWN), standings());
    }

    @Test
    void whereThreeOthersAreAtHomeFailuresAloneMakeNobodyAThief() throws IOException {
        atHome(1, 10);
        for (int day = 1; day <= 10; day++) {
            story.day(day).at("09:00");
            for (String name : List.of("carla", "dario", "elsa")) {
                story.reads(name + "@x.test", FAR);
            }
        }
        sixNamesFail(FAR);
        story.sends(ANNA, FAR, "bob@far.test");
        assertEquals(Standing.NEW, standings().get("198.51.100.0/24"));
    }

    @Test
    void threeStrangersWhoCameTheSameDayMakeNoHome() throws IOException {
        atHome(1, 2);
        story.day(2).at("15:00");
        for (String name : List.of("carla", "dario", "elsa")) {
            story.reads(name + "@x.test", FAR);
        }
        sixNamesFail(FAR);
        story.sends(ANNA, FAR, "bob@far.test");
        assertEquals(Standing.BAD, standings().get("198.51.100.0/24"));
    }

    @Test
    void whoWritesToPeopleWhoDoNotExistIsBad() throws IOException {
        story.day(1).at("09:00");
        for (int i = 0; i < 5; i++) {
            story.sends(ANNA, FAR, "ghost" + i + "@far.test", "p" + i + "@far.test");
        }
        assertEquals(Standing.BAD, standings().get("198.51.100.0/24"));
    }

    @Test
    void aListWithOneDeadAddressInTwentyFiveIsNotBad() throws IOException {
        story.day(1).at("09:00");
        for (int i = 0; i < 250; i++) {
            story.sends(ANNA, HOME, (i % 25 == 0 ? "ghost" : "p") + i + "@far.test");
        }
        assertEquals(Map.of("203.0.113.0/24", Standing.UNKNOWN), standings());
    }

    @Test
    void whoForgesManyDomainsIsBad() throws IOException {
        story.day(1).at("09:00");
        for (int i = 0; i < 6; i++) {
            story.sends(Mail.by(ANNA, FAR).as("boss@bank" + i + ".test").to("p" + i + "@far.test"));
        }
        assertEquals(Standing.BAD, standings().get("198.51.100.0/24"));
    }

    @Test
    void sendingAsOneOtherAddressToPeopleWhoExistIsNotBad() throws IOException {
        atHome(1, 10);
        for (int day = 1; day <= 10; day++) {
            story.day(day).at("12:00");
            story.sends(Mail.by(ANNA, HOME).as("anna@private.test").to("p" + day + "@far.test"));
        }
        assertEquals(Map.of("203.0.113.0/24", Standing.OWN), standings());
    }

    @Test
    void aHelpdeskThatWritesUnderItsCustomersNamesWhereItReadsIsNotBad() throws IOException {
        for (int day = 1; day <= 10; day++) {
            for (int i = 0; i < 8; i++) {
                story.day(day).at("09:00").later(i * 900).reads(ANNA, HOME);
                story.sends(
                        Mail.by(ANNA, HOME)
                                .as("help@client" + i + ".test")
                                .to("p" + day + "." + i + "@far.test"));
            }
        }
        assertEquals(Map.of("203.0.113.0/24", Standing.OWN), standings());
    }

    @Test
    void manyNetworksThatEachSendLittleAreBadTogether() throws IOException {
        atHome(1, 2);
        story.day(2).at("15:00");
        for (int i = 0; i < 20; i++) {
            story.later(60).sends(ANNA, "198.51." + i + ".7", "p" + i + "@far.test");
        }
        Map<String, Standing> standings = standings();
        assertEquals(Standing.OWN, standings.remove("203.0.113.0/24"));
        assertEquals(20, standings.size());
        standings.values().forEach(standing -> assertEquals(Standing.BAD, standing));
    }

    @Test
    void ownMailFromAStrangePlaceInTheCrowdStaysApart() throws IOException {
        story.day(1).at("09:00");
        for (int i = 0; i < 4; i++) {
            story.later(60).sends(ANNA, HOME, "p" + i + "@far.test");
        }
        for (int i = 0; i < 10; i++) {
            story.later(60)
                    .sends(
                            Mail.by(ANNA, "198.51." + i + ".7")
                                    .as("boss@bank" + i + ".test")
                                    .to("ghost" + i + "@far.test"));
        }
        Map<String, Standing> standings = standings();
        assertEquals(Standing.UNKNOWN, standings.get("203.0.113.0/24"));
        assertEquals(Standing.BAD, standings.get("198.51.3.0/24"));
    }

    @Test
    void threeNetworksThatSendForTwoAccountsAndReadForNoneAreBad() throws IOException {
        String eva = "eva@x.test";
        for (int day = 1; day <= 2; day++) {
            story.day(day).at("09:00").reads(ANNA, HOME).reads(eva, "192.0.0.8");
        }
        story.day(2).at("15:00");
        for (int i = 0; i < 3; i++) {
            story.sends(ANNA, "198.51." + i + ".7", "p@far.test");
            story.sends(eva, "198.51." + i + ".7", "q@far.test");
        }
        assertEquals(Standing.BAD, standings().get("198.51.1.0/24"));
        assertEquals(Standing.BAD, standings(eva).get("198.51.1.0/24"));
        assertEquals(Standing.OWN, standings().get("203.0.113.0/24"));
    }

    @Test
    void webmailOnThisHostIsTheirs() throws IOException {
        atHome(1, 10);
        story.day(10).at("15:00").sends(ANNA, "127.0.0.1", "bob@far.test");
        assertEquals(Standing.OWN, standings().get("127.0.0.0/24"));
    }

    @Test
    void aPhoneThatRoamsInOneCarriersRangeIsOneNetwork() throws IOException {
        for (int i = 0; i < 60; i++) {
            story.day(1 + i / 6).at("09:00").later(i % 6 * 3600).reads(ANNA, "203.0.113." + i);
            story.sends(ANNA, "203.0.113." + i, "bob@far.test");
        }
        assertEquals(Map.of("203.0.113.0/24", Standing.OWN), standings());
    }

    @Test
    void ipv6CountsByTheSiteAndNotByTheAddress() throws IOException {
        for (int i = 0; i < 30; i++) {
            story.day(1 + i / 3).at("09:00").later(i % 3 * 3600);
            story.reads(ANNA, "2001:db8:5:" + Integer.toHexString(i) + "::" + i);
        }
        assertEquals(Map.of("2001:db8:5::/48", Standing.OWN), standings());
    }
}
