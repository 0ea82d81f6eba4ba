// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostfixDoorsTest {
    private static final Map<String, Integer> PORTS = Map.of("smtp", 25, "submission", 587);
    private static final String SERVICES =
            """
            smtp           inet  n  -  y  -  -  smtpd
            submission     inet  n  -  y  -  -  smtpd -o x=y
            [::1]:2465     inet  n  -  y  -  -  smtpd
            127.0.9.1:2587 inet  n  -  y  -  -  smtpd
            unknown        inet  n  -  y  -  -  smtpd
            pickup         unix  n  -  y  60 1  pickup
            """;
    private static final String MAIN =
            """
            smtpd_sasl_auth_enable = yes
            smtpd_sasl_type = dovecot
            smtpd_tls_wrappermode = no
            smtpd_upstream_proxy_protocol =
            """;
    private static final String OWN =
            """
            smtp/inet/smtpd_sasl_auth_enable = no
            [::1]:2465/inet/smtpd_tls_wrappermode = yes
            [::1]:2465/inet/smtpd_sasl_type = cyrus
            127.0.9.1:2587/inet/smtpd_upstream_proxy_protocol = haproxy
            """;

    private static List<String> doors(String interfaces, String protocols) {
        return doors(
                MAIN + "inet_interfaces = " + interfaces + "\ninet_protocols = " + protocols + "\n",
                OWN,
                SERVICES);
    }

    private static List<String> doors(String main, String own, String services) {
        return new PostfixDoors(main, own, PORTS)
                .of(services).stream()
                        .map(
                                door ->
                                        door.service()
                                                + " at "
                                                + door.at()
                                                + (door.at().tlsFirst() ? " TLS" : "")
                                                + (door.obstacle().isEmpty() ? "" : " behind"))
                        .toList();
    }

    @Test
    void everyServiceThatTakesLoginsIsADoor() {
        assertEquals(
                List.of(
                        "smtp at 127.0.0.1:587",
                        "port 2465 at [::1]:2465 TLS",
                        "smtp at 127.0.9.1:2587 behind"),
                doors("all", "all"));
    }

    @Test
    void behindPostscreenThereIsADoorWhereThatListens() {
        String services =
                "smtp inet n - y - 1 postscreen\nsmtpd pass - - y - - smtpd\n"
                        + "127.0.9.1:2526 inet n - y - 1 postscreen\n";
        String own =
                "127.0.9.1:2526/inet/postscreen_upstream_proxy_protocol = haproxy\n"
                        + "smtpd/pass/smtpd_sasl_type = cyrus\n";
        assertEquals(
                List.of("port 25 at 127.0.0.1:25", "port 2526 at 127.0.9.1:2526 behind"),
                doors(MAIN + "postscreen_upstream_proxy_protocol =\n", own, services));
    }

    @Test
    void oneThatListensEverywhereIsCalledByAProtocolThatItSpeaks() {
        assertEquals("smtp at [::1]:587", doors("loopback-only", "ipv6").getFirst());
        assertEquals("smtp at 127.0.0.1:587", doors("all", "ipv4, ipv6").getFirst());
    }

    @Test
    void oneThatListensAtSomeAddressesIsCalledAtEach() {
        assertEquals(
                List.of("smtp at 192.0.2.5:587", "smtp at [2001:db8::5]:587"),
                doors("192.0.2.5, [2001:db8::5]", "all").subList(0, 2));
    }
}
