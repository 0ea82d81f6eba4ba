// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

    @Test
    void theJdkReadsAndWritesTheSame() throws UnknownHostException {
        Random random = new Random(25);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = random.nextInt(3) == 0 ? bytes[k] : 0;
            }
            InetAddress judge = InetAddress.getByAddress(bytes);
            String text = judge.getHostAddress();
            ClientAddress read = ClientAddress.parse(text).orElseThrow();
            assertEquals(judge, InetAddress.ofLiteral(read.toString()), text);
            assertEquals(Optional.of(read), ClientAddress.parse(read.toString()));
            assertEquals(judge instanceof Inet4Address, read.isV4(), text);
            assertEquals(judge.isLoopbackAddress(), read.isLoopback(), text);
        }
    }

    @Test
    void privateAreTheNetworksOfRfc1918AndRfc4193() {
        List<String> inside =
                List.of(
                        "10.0.0.0",
                        "10.255.255.255",
                        "172.16.0.0",
                        "172.31.255.255",
                        "192.168.0.1",
                        "fc00::1",
                        "fdff::1");
        List<String> outside =
                List.of(
                        "9.255.255.255",
                        "11.0.0.0",
                        "172.15.255.255",
                        "172.32.0.0",
                        "192.167.255.255",
                        "192.169.0.0",
                        "fbff::1",
                        "fe00::1",
                        "::1");
        Predicate<String> isPrivate = text -> ClientAddress.parse(text).orElseThrow().isPrivate();
        assertEquals(inside, inside.stream().filter(isPrivate).toList());
        assertEquals(List.of(), outside.stream().filter(isPrivate).toList());
    }

    @Test
    void theShortFormIsThatOfRfc5952() {
        assertEquals("2001:db8::1", shown("2001:0DB8:0:0:0:0:0:1"));
        assertEquals("2001:db8:0:1:1:1:1:1", shown("2001:db8:0:1:1:1:1:1"));
        assertEquals("2001:0:0:1::1", shown("2001:0:0:1:0:0:0:1"));
        assertEquals("2001:db8::1:0:0:1", shown("2001:db8:0:0:1:0:0:1"));
        assertEquals("::", shown("0:0:0:0:0:0:0:0"));
        assertEquals("::1", shown("::1"));
        assertEquals("1::", shown("1:0:0:0:0:0:0:0"));
        assertEquals("fe80::1", shown("fe80::1%eth0"));
    }

    @Test
    void aMappedAddressIsThatOfIpv4() {
        assertEquals("192.0.2.7", shown("::ffff:192.0.2.7"));
        assertEquals("192.0.2.7", shown("IPv6:::FFFF:192.0.2.7"));
        assertEquals("192.0.2.7", shown("::ffff:c000:207"));
    }

    @Test
    void whatIsNoAddressIsNone() {
        for (String text :
                List.of(
                        "",
                        "unknown",
                        "1.2.3",
                        "1.2.3.4.5",
                        "1.2.3.256",
                        "1.2.3.1234",
                        "1.2.3.",
                        ".1.2.3",
                        "1..2.3",
                        ":",
                        ":::",
                        "1::2::3",
                        "1:2:3:4:5:6:7",
                        "1:2:3:4:5:6:7:8:9",
                        "12345::",
                        "g::",
                        "1:2:3:4:5:6:7::8:9",
                        "::1.2.3",
                        "1.2.3.4::",
                        "::1.2.3.4:5",
                        "localhost",
                        "1.2.3.4 ",
                        " 1.2.3.4",
                        "1:2:3:4:5:6:7:",
                        ":1:2:3:4:5:6:7",
                        "1.2.3.4:25",
                        "\u0661.2.3.4",
                        "::\u0661")) {
            assertEquals(Optional.empty(), ClientAddress.parse(text), text);
        }
    }

    @Test
    void aNetworkHoldsItsAddressesAndNoOthers() {
        Network network = Network.parse("203.0.113.0/25").orElseThrow();
        assertTrue(network.contains(address("203.0.113.127")));
        assertFalse(network.contains(address("203.0.113.128")));
        assertFalse(network.contains(address("2001:db8::1")));
        assertEquals("203.0.113.0/25", network.toString());
        Network all = Network.parse("::/0").orElseThrow();
        assertTrue(all.contains(address("2001:db8::1")));
        assertEquals("2001:db8:1::/48", address("2001:db8:1:2:3::4").network().toString());
        assertEquals("2001:db8:1:2::/64", address("2001:db8:1:2:3::4").host().toString());
        assertEquals("203.0.113.0/24", address("203.0.113.9").network().toString());
        assertEquals("203.0.113.9/32", address("203.0.113.9").host().toString());
        assertEquals("0.0.0.0/0", Network.parse("0.0.0.0/0").orElseThrow().toString());
    }

    @Test
    void aNetworkIsWrittenInSeveralWays() {
        assertEquals(Network.parse("2001:db8::/32"), Network.parse("[2001:db8::]/32"));
        assertEquals(Network.parse("203.0.113.9/32"), Network.parse("203.0.113.9"));
        for (String text :
                List.of(
                        "",
                        "/8",
                        "10.0.0.0/",
                        "10.0.0.0/33",
                        "10.0.0.0/-1",
                        "::/129",
                        "10.0.0.0/8/8",
                        "x/8",
                        "!10.0.0.0/8")) {
            assertEquals(Optional.empty(), Network.parse(text), text);
        }
    }

    private static ClientAddress address(String text) {
        return ClientAddress.parse(text).orElseThrow();
    }

    private static String shown(String text) {
        return address(text).toString();
    }
}
