// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.ClientAddress;
import argine.mail.Network;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NftablesSetsTest {
    private static final Pattern ELEMENT =
            Pattern.compile("    ([0-9a-f.:]+)(?:/(\\d+)|-([0-9a-f.:]+))? timeout (\\d+)s");

    private static BarLines.Net net(String network, long seconds) {
        return new BarLines.Net(Network.parse(network).orElseThrow(), seconds, "L");
    }

    private static List<String> elements(BarLines.Net... nets) {
        return ELEMENT.matcher(NftablesSets.text(List.of(nets)))
                .results()
                .map(element -> element.group().strip())
                .toList();
    }

    @Test
    void bothSetsAreFilledAnew() {
        assertEquals(
                """
                add table inet argine
                add set inet argine barred4 { type ipv4_addr; flags interval, timeout; }
                flush set inet argine barred4
                add element inet argine barred4 {
                    198.51.100.0/24 timeout 7200s,
                    203.0.113.9/32 timeout 600s
                }
                add set inet argine barred6 { type ipv6_addr; flags interval, timeout; }
                flush set inet argine barred6
                add element inet argine barred6 {
                    2001:db8:1::/48 timeout 7200s
                }
                """,
                NftablesSets.text(
                        List.of(
                                net("203.0.113.9", 600),
                                net("2001:db8:1:2::/64", 3600),
                                net("2001:db8:1::/48", 7200),
                                net("198.51.100.0/24", 7200))));
    }

    @Test
    void aSetOfNobodyIsEmpty() {
        assertEquals(
                """
                add table inet argine
                add set inet argine barred4 { type ipv4_addr; flags interval, timeout; }
                flush set inet argine barred4
                add set inet argine barred6 { type ipv6_addr; flags interval, timeout; }
                flush set inet argine barred6
                """,
                NftablesSets.text(List.of()));
    }

    @Test
    void whoIsBarredLongerThanTheNetworkAroundItStaysBarred() {
        assertEquals(
                List.of(
                        "198.51.100.0-198.51.100.8 timeout 600s",
                        "198.51.100.9/32 timeout 7200s",
                        "198.51.100.10-198.51.100.255 timeout 600s"),
                elements(net("198.51.100.9", 7200), net("198.51.100.0/24", 600)));
        assertEquals(
                List.of(
                        "2001:db8:1::/64 timeout 7200s",
                        "2001:db8:1:1::-2001:db8:1:ffff:ffff:ffff:ffff:ffff timeout 600s"),
                elements(net("2001:db8:1::/48", 600), net("2001:db8:1::/64", 7200)));
    }

    @Test
    void theEndOfTheAddressesIsNoBeginning() {
        assertEquals(
                List.of(
                        "ffff::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe timeout 600s",
                        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128 timeout 7200s"),
                elements(
                        net("ffff::/16", 600),
                        net("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 7200)));
        assertEquals(
                List.of("255.255.255.254 timeout 600s", "255.255.255.255/32 timeout 7200s"),
                elements(net("255.255.255.254/31", 600), net("255.255.255.255", 7200)));
    }

    /** A few networks within one another, of all sizes and ends. */
    static List<BarLines.Net> nested(Random random, int how) {
        return IntStream.range(0, how)
                .mapToObj(
                        _ ->
                                new BarLines.Net(
                                        Network.of(
                                                ClientAddress.v4(
                                                        0xC633_6400L | random.nextInt(0x100)),
                                                24 + random.nextInt(9)),
                                        1 + random.nextInt(9) * 100L,
                                        "L"))
                .toList();
    }

    @Test
    void everyAddressIsInOneElementUntilTheLatestEndOfItsBars() {
        Random random = new Random(7);
        for (int run = 0; run < 300; run++) {
            List<BarLines.Net> nets = nested(random, 1 + random.nextInt(12));
            List<MatchResult> elements =
                    ELEMENT.matcher(NftablesSets.text(nets)).results().toList();
            for (int i = 0; i < 256; i++) {
                ClientAddress one = ClientAddress.v4(0xC633_6400L | i);
                Stream<Long> ends =
                        elements.stream()
                                .filter(element -> holds(element, one))
                                .map(element -> Long.valueOf(element.group(4)));
                assertEquals(latest(nets, one), ends.toList(), nets::toString);
            }
        }
    }

    private static List<Long> latest(List<BarLines.Net> nets, ClientAddress one) {
        return nets.stream()
                .filter(net -> net.network().contains(one))
                .map(BarLines.Net::seconds)
                .max(Long::compare)
                .stream()
                .toList();
    }

    private static boolean holds(MatchResult element, ClientAddress one) {
        ClientAddress from = ClientAddress.parse(element.group(1)).orElseThrow();
        if (element.group(2) != null) {
            return Network.of(from, Integer.parseInt(element.group(2))).contains(one);
        }
        ClientAddress to =
                element.group(3) == null
                        ? from
                        : ClientAddress.parse(element.group(3)).orElseThrow();
        return from.compareTo(one) <= 0 && one.compareTo(to) <= 0;
    }
}
