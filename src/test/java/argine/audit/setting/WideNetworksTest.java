// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.Configuration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WideNetworksTest {

    private static List<String> found(Map<String, Map<String, String>> services, String networks) {
        Configuration all =
                Configuration.of(
                        Map.of("mynetworks", networks),
                        services,
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of());
        return new WideNetworks()
                .look(all)
                .map(each -> each.severity() + " " + each.setting() + " = " + each.value())
                .toList();
    }

    private static String severity(String networks) {
        return found(Map.of(), networks).stream()
                .map(finding -> finding.split(" ", 2)[0])
                .collect(Collectors.joining());
    }

    @Test
    void theWorldInPiecesIsTheWorld() {
        String quarters =
                IntStream.range(0, 64)
                        .filter(i -> i != 31)
                        .mapToObj(i -> i * 4 + ".0.0.0/6")
                        .collect(Collectors.joining(","));
        for (String world :
                List.of(
                        "0.0.0.0/0",
                        "0.0.0.0/1 128.0.0.0/1",
                        "127.0.0.0/8, 64.0.0.0/2",
                        quarters,
                        "[::]/0",
                        "[::]/1 [8000::]/1",
                        "[2000::]/3",
                        "[::ffff:0.0.0.0]/96",
                        "static:all")) {
            assertEquals("HIGH", severity(world), world);
        }
    }

    @Test
    void networksThatAreNextToEachOtherAreOne() {
        assertEquals("", severity("192.0.2.0/24"));
        assertEquals("", severity("192.0.2.0/24 192.0.4.0/24"));
        assertEquals("MEDIUM", severity("192.0.2.0/24 192.0.3.0/24"));
        assertEquals("MEDIUM", severity("[2001:db8::]/48, [2001:db8:1::]/48"));
        assertEquals("", severity("192.0.2.0/24 192.0.2.0/25 192.0.2.7"), "counted once");
    }

    @Test
    void privateNetworksAreNotTheWorld() {
        assertEquals(
                List.of("MEDIUM mynetworks = 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16"),
                found(Map.of(), "127.0.0.0/8 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16"));
        assertEquals("MEDIUM", severity("[fc00::]/7"));
    }

    @Test
    void thisHostItselfIsNotWide() {
        for (String own :
                List.of(
                        "127.0.0.0/8 [::ffff:127.0.0.0]/104 [::1]/128",
                        "!192.0.0.0/2",
                        "hash:/etc/postfix/networks",
                        "")) {
            assertEquals("", severity(own), own);
        }
    }

    @Test
    void whatATableTrustsCountsLikeWhatStandsThere() {
        String table = "cidr:/etc/postfix/networks";
        for (String[] wide :
                List.of(
                        new String[] {"10.0.0.0/8", "MEDIUM mynetworks = 10.0.0.0/8 in " + table},
                        new String[] {"0.0.0.0/0", "HIGH mynetworks = 127.0.0.1 " + table})) {
            Configuration all =
                    Configuration.of(
                                    Map.of("mynetworks", "127.0.0.1 " + table),
                                    Map.of(),
                                    List.of(),
                                    Map.of(),
                                    List.of(),
                                    List.of())
                            .withTables(
                                    Map.of(),
                                    Map.of(table, List.of("192.0.2.1", wide[0])),
                                    List.of());
            assertEquals(
                    List.of(wide[1]),
                    new WideNetworks()
                            .look(all)
                            .map(f -> f.severity() + " " + f.setting() + " = " + f.value())
                            .toList());
        }
    }

    @Test
    void aServiceThatTrustsMoreThanTheOthersIsTold() {
        assertEquals(
                List.of("HIGH 2525/inet/mynetworks = 0.0.0.0/0"),
                found(Map.of("2525/inet", Map.of("mynetworks", "0.0.0.0/0")), "127.0.0.0/8"));
    }
}
