// SPDX-License-Identifier: Apache-2.0
package argine.guard.spf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.ClientAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From where a domain sends by its record. The first tests are appendix A of RFC 7208. */
class SpfExpansionTest {
    private static final List<Integer> NOBODY = List.of();

    private static Zone examples() {
        return new Zone()
                .with(
                        "example.com MX mail-a.example.com",
                        "example.com MX mail-b.example.com",
                        "example.com A 192.0.2.10",
                        "example.com A 192.0.2.11",
                        "amy.example.com A 192.0.2.65",
                        "bob.example.com A 192.0.2.66",
                        "mail-a.example.com A 192.0.2.129",
                        "mail-b.example.com A 192.0.2.130",
                        "example.org MX mail-c.example.org",
                        "mail-c.example.org A 192.0.2.140");
    }

    private static ClientAddress at(String address) {
        return ClientAddress.parse(address).orElseThrow();
    }

    private static Optional<Senders> read(String domain, Zone zone) {
        return SpfExpansion.read(domain, zone, () -> 0);
    }

    private static boolean passes(String client, String domain, Zone zone) {
        return read(domain, zone).orElseThrow().pass(at(client));
    }

    /** Which of 192.0.2.0 to 192.0.2.255 pass, by their last number. */
    private static List<Integer> passing(String domain, Zone zone) {
        Senders senders = read(domain, zone).orElseThrow();
        return IntStream.range(0, 256)
                .filter(i -> senders.pass(at("192.0.2." + i)))
                .boxed()
                .toList();
    }

    /** The same, for example.com with one record and what its example has. */
    private static List<Integer> passing(String record) {
        return passing("example.com", examples().with("example.com TXT " + record));
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void theSimpleExamples() {
        assertEquals(NOBODY, passing("v=spf1 +all"), "anybody is not believed");
        assertEquals(List.of(10, 11), passing("v=spf1 a -all"));
        assertEquals(NOBODY, passing("v=spf1 a:example.org -all"));
        assertEquals(List.of(129, 130), passing("v=spf1 mx -all"));
        assertEquals(List.of(140), passing("v=spf1 mx:example.org -all"));
        assertEquals(List.of(129, 130, 140), passing("v=spf1 mx mx:example.org -all"));
        assertEquals(
                List.of(128, 129, 130, 131, 140, 141, 142, 143),
                passing("v=spf1 mx/30 mx:example.org/30 -all"));
        assertEquals(NOBODY, passing("v=spf1 ptr -all"), "needs the client");
        assertEquals(numbers(128, 143), passing("v=spf1 ip4:192.0.2.128/28 -all"));
    }

    @Test
    void theExampleOfManyDomains() {
        Zone zone =
                examples()
                        .with(
                                "example.org TXT v=spf1 include:example.com include:example.net -all",
                                "example.com TXT v=spf1 a -all",
                                "example.net TXT v=spf1 ip4:192.0.2.200 -all",
                                "la.example.org TXT v=spf1 redirect=example.org");
        assertEquals(List.of(10, 11, 200), passing("la.example.org", zone));
    }

    @Test
    void inTheExamplesWithMacrosOnlyWhatStandsBeforeThemPasses() {
        assertEquals(List.of(129, 130), passing("v=spf1 mx include:mobile-users._spf.%{d} -all"));
        assertEquals(NOBODY, passing("v=spf1 -include:ip4._spf.%{d} -include:ptr._spf.%{d} +all"));
        assertEquals(List.of(10, 11), passing("v=spf1 exists:%{ir}.%{v}._spf.%{d2} a -all"));
        assertEquals(NOBODY, passing("v=spf1 -exists:%{ir}.%{v}._spf.%{d2} a -all"));
        assertEquals(NOBODY, passing("v=spf1 ?ptr a -all"));
    }

    @Test
    void whoMatchesWithoutPassingIsNotLetThroughByALaterTerm() {
        assertEquals(numbers(4, 7), passing("v=spf1 -ip4:192.0.2.0/30 ip4:192.0.2.0/29 ~all"));
        assertEquals(List.of(11), passing("v=spf1 ?ip4:192.0.2.10 a -all"));
        assertEquals(NOBODY, passing("v=spf1 ~all a"));
    }

    @Test
    void anIncludeMatchesWhoPassesThereAlone() {
        Zone zone =
                examples()
                        .with(
                                "example.com TXT v=spf1 -include:x.test ip4:192.0.2.0/29 -all",
                                "x.test TXT v=spf1 ip4:192.0.2.1 -ip4:192.0.2.2 ip4:192.0.2.2/31 ~all");
        assertEquals(List.of(0, 2, 4, 5, 6, 7), passing("example.com", zone));
        Zone missing =
                examples().with("example.com TXT v=spf1 ip4:192.0.2.1 include:x.test a -all");
        assertEquals(List.of(1), passing("example.com", missing), "then the rest is wrong");
    }

    @Test
    void clientsOfIpv6HaveTheirOwnTermsAndLengths() {
        Zone zone =
                new Zone()
                        .with(
                                "x.test TXT v=spf1 a/24//64 ip6:2001:DB8:5::/48 ip6:::ffff:192.0.2.9"
                                        + " -all",
                                "x.test A 192.0.2.1",
                                "x.test AAAA 2001:db8:1::1");
        assertTrue(passes("2001:db8:1::ffff", "x.test", zone));
        assertTrue(passes("2001:db8:5:6::1", "x.test", zone));
        assertFalse(passes("2001:db8:1:1::1", "x.test", zone));
        assertEquals(numbers(0, 255), passing("x.test", zone));
        assertFalse(passes("192.0.3.1", "x.test", zone));
    }

    @Test
    void aRecordIsReadInUpperCaseAndWithBlanksButNotWithMistakes() {
        assertEquals(
                List.of(10, 11), passing("V=SPF1  A:EXAMPLE.com.  exp=x.%{d} other=%{i} -ALL "));
        for (String wrong :
                List.of(
                        "v=spf1 a foo",
                        "v=spf1 a foo:bar",
                        "v=spf1 a ip4:192.0.2.256",
                        "v=spf1 a ip4:192.0.2.1/33",
                        "v=spf1 a ip4:192.0.2.1/08",
                        "v=spf1 a ip4",
                        "v=spf1 a ip6:192.0.2.1",
                        "v=spf1 a ip6:::ffff:0:0/0",
                        "v=spf1 a ip6:fe80::1%25lo",
                        "v=spf1 a include",
                        "v=spf1 a include:",
                        "v=spf1 a a:b..test",
                        "v=spf1 a a:%{z}.test",
                        "v=spf1 a a:x.123",
                        "v=spf1 a redirect=x.test redirect=y.test",
                        "v=spf1 a exp=x.test exp=y.test",
                        "v=spf1 a +redirect=x.test",
                        "v=spf1 a all:x.test",
                        "v=spf1\ta",
                        "v=spf1 a\u00e9 a",
                        "v=spf1 a x=" + "y".repeat(600),
                        "v=spf10 a",
                        "v=spf1; a",
                        " v=spf1 a")) {
            assertEquals(NOBODY, passing(wrong), wrong);
        }
    }

    @Test
    void twoRecordsAreNone() {
        Zone zone = examples().with("example.com TXT v=spf1 a -all", "example.com TXT hello");
        assertEquals(List.of(10, 11), passing("example.com", zone));
        assertEquals(NOBODY, passing("example.com", zone.with("example.com TXT v=spf1 mx")));
    }

    @Test
    void whoeverNamesTheWholeWorldIsNotBelieved() {
        for (String wide :
                List.of("ip4:0.0.0.0/0", "ip4:192.0.0.0/11", "a/0", "mx/8", "ip4:128.0.0.0/1")) {
            assertEquals(NOBODY, passing("v=spf1 " + wide + " ip4:192.0.2.1 -all"), wide);
        }
        assertEquals(numbers(0, 255), passing("v=spf1 ip4:192.0.0.0/12 -all"));
        Zone zone = new Zone().with("x.test TXT v=spf1 ip6:2001:db8::/23 ip6:2002::/24 -all");
        assertFalse(passes("2001:db8::1", "x.test", zone));
        assertTrue(passes("2002::1", "x.test", zone));
    }

    @Test
    void manyWideNetworksAreNotBelievedEither() {
        String all =
                IntStream.range(0, 256)
                        .mapToObj(i -> "ip4:" + (255 - i) + ".0.0.0/12")
                        .collect(Collectors.joining(" "));
        Zone zone = new Zone().with("x.test TXT v=spf1 " + all);
        assertTrue(passes("252.1.1.1", "x.test", zone), "the fourth");
        assertFalse(passes("251.1.1.1", "x.test", zone));
        assertFalse(passes("192.0.2.1", "x.test", zone));
    }

    @Test
    void aRecordThatIncludesItselfEndsAtTheEleventhLookup() {
        Zone zone = new Zone().with("x.test TXT v=spf1 ip4:192.0.2.1 include:x.test ip4:192.0.2.2");
        assertEquals(List.of(1), passing("x.test", zone));
        assertEquals(1 + SpfExpansion.MOST_LOOKUPS, zone.asked.size());
        Zone other = new Zone().with("x.test TXT v=spf1 redirect=x.test");
        assertEquals(NOBODY, passing("x.test", other));
        assertEquals(1 + SpfExpansion.MOST_LOOKUPS, other.asked.size());
    }

    @Test
    void tenTermsMayAskTheDnsAndTheEleventhIsAnError() {
        Zone zone = new Zone();
        for (int i = 1; i <= 11; i++) {
            zone.with("h" + i + ".test A 192.0.2." + i, "h" + i + ".test AAAA 2001:db8::" + i);
        }
        String terms =
                IntStream.rangeClosed(1, 11)
                        .mapToObj(i -> "a:h" + i + ".test")
                        .collect(Collectors.joining(" "));
        zone.with("x.test TXT v=spf1 " + terms + " ip4:192.0.2.99 -all");
        assertEquals(numbers(1, 10), passing("x.test", zone));
    }

    @Test
    void afterTheThirdEmptyAnswerNobodyPassesAnyMore() {
        Zone zone =
                new Zone()
                        .with(
                                "x.test TXT v=spf1 a:1.x.test a:2.x.test ip4:192.0.2.1 a:3.x.test"
                                        + " ip4:192.0.2.2 ip6:2001:db8::/32 -all",
                                "3.x.test AAAA 2001:db9::1");
        assertEquals(List.of(1), passing("x.test", zone));
        assertTrue(passes("2001:db8::1", "x.test", zone), "of IPv6 there were but two");
    }

    @Test
    void elevenHostsThatTakeMailAreTooMany() {
        Zone zone = new Zone().with("x.test TXT v=spf1 mx ip4:192.0.2.99 -all");
        for (int i = 1; i <= 11; i++) {
            zone.with(
                    "x.test MX h" + i + ".test",
                    "h" + i + ".test A 192.0.2." + i,
                    "h" + i + ".test AAAA 2001:db8::" + i);
        }
        assertEquals(numbers(1, 10), passing("x.test", zone));
    }

    @Test
    void whatIsEndlessIsReadToItsBound() {
        Zone zone = new Zone().with("x.test TXT v=spf1 " + "ip4:192.0.2.1 ".repeat(900) + "-all");
        assertEquals(List.of(1), passing("x.test", zone));
        Zone longer = new Zone().with("x.test TXT v=spf1 " + "ip4:192.0.2.1 ".repeat(1300));
        assertEquals(NOBODY, passing("x.test", longer));
        Zone many = new Zone().with("x.test TXT v=spf1 a a a ip4:192.0.2.2");
        for (int i = 0; i < 400; i++) {
            many.with("x.test A 192.0.2.1", "x.test AAAA 2001:db8::1");
        }
        Senders senders = read("x.test", many).orElseThrow();
        assertTrue(senders.pass(at("192.0.2.1")));
        assertFalse(senders.pass(at("192.0.2.2")));
        assertTrue(senders.size() <= SpfExpansion.MOST_NETWORKS + 2, () -> "" + senders.size());
    }

    @Test
    void nobodyKnowsWhileANameServerIsInTrouble() {
        Zone zone = examples().with("example.com TXT v=spf1 ip4:192.0.2.1 mx -all");
        zone.silent.add("mail-b.example.com");
        assertEquals(Optional.empty(), read("example.com", zone));
        zone.silent.add("other.test");
        assertEquals(Optional.empty(), read("other.test", zone));
        assertEquals(NOBODY, passing("nothing.test", zone));
    }

    @Test
    void whatTakesLongerThanTwentySecondsIsTrouble() {
        Zone zone = examples().with("example.com TXT v=spf1 a mx -all");
        AtomicLong nanos = new AtomicLong();
        assertEquals(
                Optional.empty(),
                SpfExpansion.read(
                        "example.com",
                        (kind, name) -> {
                            nanos.addAndGet(11_000_000_000L);
                            return zone.of(kind, name);
                        },
                        nanos::get));
        assertEquals(2, zone.asked.size());
    }
}
