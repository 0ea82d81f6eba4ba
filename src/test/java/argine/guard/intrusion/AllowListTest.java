// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.Network;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowListTest {
    private static AllowList list(String... items) {
        return AllowList.of(List.of(items));
    }

    private static ClientAddress at(String address) {
        return ClientAddress.parse(address).orElseThrow();
    }

    private static boolean coversMail(AllowList list, String sender, String recipient) {
        return list.coversMail(Address.of(sender), List.of(Address.of(recipient)));
    }

    @Test
    void addressesNetworksAndMasksAreClients() {
        AllowList list =
                list(
                        "192.0.2.1",
                        "i:198.51.100.0/24",
                        "t:2001:db8::/32",
                        "192.168.*.*",
                        "10.*.5.1");
        for (String client :
                List.of("192.0.2.1", "198.51.100.9", "2001:db8:5::1", "192.168.3.4", "10.9.5.1")) {
            assertTrue(list.covers(at(client)), client);
        }
        for (String client : List.of("192.0.2.2", "198.51.101.1", "2001:db9::1", "10.9.5.2")) {
            assertTrue(!list.covers(at(client)), client);
        }
    }

    @Test
    void thisHostIsAlwaysAllowed() {
        assertTrue(AllowList.NOBODY.covers(at("127.0.0.9")));
        assertTrue(AllowList.NOBODY.covers(at("::1")));
    }

    @Test
    void whatStandsInFrontSaysWhatItIsAbout() {
        AllowList list = list("s:partner.test", "r:Postmaster@corp.test", "l:scan@corp.test");
        assertTrue(coversMail(list, "anna@partner.test", "x@corp.test"));
        assertTrue(coversMail(list, "a@b.test", "postmaster@corp.test"));
        assertTrue(!coversMail(list, "postmaster@corp.test", "x@partner.test"));
        assertTrue(list.coversLogin("scan@corp.test"));
        assertTrue(!list.coversLogin("anna@partner.test"));
    }

    @Test
    void withNothingInFrontItIsAboutAnyOfThem() {
        AllowList list = list("*@partner.test");
        assertTrue(coversMail(list, "anna@partner.test", "x@corp.test"));
        assertTrue(coversMail(list, "a@b.test", "x@partner.test"));
        assertTrue(list.coversLogin("x@partner.test"));
        assertTrue(list.coversName("Partner.test"));
    }

    @Test
    void aNameIsTheClientsAsTheMailServerVerifiedIt() {
        assertTrue(list("a:mail.partner.test").coversName("mail.partner.test"));
        assertTrue(!list("a:mail.partner.test").coversName("unknown"));
        assertTrue(!list("s:mail.partner.test").coversName("mail.partner.test"));
    }

    @Test
    void whatMakesNoSenseIsTold() {
        for (String wrong :
                List.of(
                        "w:",
                        "w:dnswl",
                        "w:192.0.2.1",
                        "i:partner.test",
                        "x:1",
                        "",
                        "10.0.0.*/8")) {
            assertThrows(IllegalArgumentException.class, () -> list(wrong), wrong);
        }
    }

    @Test
    void aWhiteListInTheDnsIsAnItemAndNobodyIsOnItUnasked() {
        AllowList list = list("w:List.dnswl.org", "w: wl.example.test", "w:list.dnswl.org");
        Set<WhiteList> both =
                Set.of(new WhiteList("list.dnswl.org"), new WhiteList("wl.example.test"));
        assertEquals(both, list.whiteLists());
        assertEquals(both, list.and(List.of()).whiteLists());
        assertTrue(!list.covers(at("192.0.2.2")));
        assertTrue(!list.coversName("list.dnswl.org"));
        assertEquals(Set.of(), AllowList.NOBODY.whiteLists());
    }

    @Test
    void moreThanEightWhiteListsAreTooMany() {
        List<String> nine = IntStream.range(0, 9).mapToObj(i -> "w:wl" + i + ".test").toList();
        assertEquals(8, AllowList.of(nine.subList(0, 8)).whiteLists().size());
        assertEquals(
                "\"w:wl8.test\": more than 8 white lists in the DNS",
                assertThrows(IllegalArgumentException.class, () -> AllowList.of(nine))
                        .getMessage());
    }

    @Test
    void aNetworkThatHoldsSomebodyAllowedIsFound() {
        AllowList list = list("192.0.2.5", "198.51.100.0/24", "10.1.*.*");
        for (String wide :
                List.of("192.0.2.0/24", "198.51.100.7/32", "10.1.2.0/24", "10.0.0.0/8")) {
            assertTrue(list.within(Network.parse(wide).orElseThrow()).isPresent(), wide);
        }
        assertEquals(Optional.empty(), list.within(Network.parse("192.0.2.128/25").orElseThrow()));
    }
}
