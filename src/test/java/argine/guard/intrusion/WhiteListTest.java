// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.ClientAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WhiteListTest {
    private static final WhiteList DNSWL = new WhiteList("list.dnswl.test");

    private static ClientAddress at(String address) {
        return ClientAddress.parse(address).orElseThrow();
    }

    private static boolean isListed(String... answer) {
        return WhiteList.isListed(Stream.of(answer).map(WhiteListTest::at).toList());
    }

    /** The first and the last address are the examples of RFC 5782, sections 2.1 and 2.4. */
    @Test
    void anAddressIsAskedForFromItsEnd() {
        assertEquals("99.2.0.192.list.dnswl.test.", DNSWL.nameOf(at("192.0.2.99")));
        assertEquals("255.255.255.255.list.dnswl.test.", DNSWL.nameOf(at("255.255.255.255")));
        assertEquals(
                "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2"
                        + ".list.dnswl.test.",
                DNSWL.nameOf(at("2001:db8:1:2:3:4:567:89ab")));
    }

    @Test
    void aZoneIsTheNameOfADomain() {
        for (String zone : List.of("list.dnswl.test", "a.b", "x-1.2-y.q", "a".repeat(63) + ".b")) {
            assertEquals(Optional.of(new WhiteList(zone)), WhiteList.parse(zone));
        }
        for (String wrong :
                List.of(
                        "",
                        ".",
                        "list",
                        "list.dnswl.test.",
                        ".list.test",
                        "list..test",
                        "-list.test",
                        "list-.test",
                        "a".repeat(64) + ".b",
                        "192.0.2.1",
                        "2001:db8::1",
                        "list.4",
                        "list_1.test",
                        "list.test/24",
                        "*.test",
                        "list test.a",
                        "list.test\n",
                        "list.test\u0000",
                        "l\u0131st.test",
                        "b\u00fccher.test",
                        "\u202elist.test",
                        "a.".repeat(500_000) + "b")) {
            assertEquals(Optional.empty(), WhiteList.parse(wrong));
        }
    }

    @Test
    void withTheLongestAddressInFrontAZoneIsStillAName() {
        String zone = "a.".repeat(94) + "b";
        assertEquals(WhiteList.LONGEST, zone.length());
        String name = WhiteList.parse(zone).orElseThrow().nameOf(at("2001:db8::1"));
        assertEquals(253, name.length() - ".".length());
        assertEquals(Optional.empty(), WhiteList.parse("a." + zone));
    }

    @Test
    void anAddressOfThisHostsOwnNetworkIsAYes() {
        for (String yes : List.of("127.0.0.2", "127.0.10.3", "127.0.5.0", "127.255.254.255")) {
            assertTrue(isListed(yes), yes);
        }
        assertTrue(isListed("127.0.0.2", "127.0.0.4"));
    }

    @Test
    void aRefusalAndAnyOtherAddressAreNone() {
        for (String no :
                List.of(
                        "127.0.0.255",
                        "127.255.255.252",
                        "127.255.255.254",
                        "127.255.255.255",
                        "127.0.0.1",
                        "192.0.2.1",
                        "::1",
                        "2001:db8::127.0.0.2")) {
            assertFalse(isListed(no), no);
            assertFalse(isListed("127.0.0.2", no), no);
        }
        assertFalse(isListed());
    }
}
