// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.access.Door;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DovecotDoorsTest {
    private static final Set<String> ALL = Set.of("imap", "pop3", "submission", "sieve");
    private static final String SERVICES =
            """
            service auth {
              unix_listener auth-login {
                mode = 0600
              }
            }
            service doveadm {
              inet_listener http {
                port = 8080
              }
            }
            service imap-login {
              inet_listener imap {
                address =
                haproxy = no
                port = 143
                ssl = no
              }
              inet_listener imaps {
                address = 192.0.2.7, [2001:db8::7]
                haproxy = no
                port = 993
                ssl = yes
              }
              inet_listener off {
                port = 0
              }
              inet_listener wrong {
                port = 99999
              }
            }
            service managesieve-login {
              inet_listener sieve {
                port = 4190
              }
            }
            service pop3-login {
              inet_listener pop3 {
                haproxy = yes
                port = 110
              }
            }
            """;

    private static List<String> doors(String general, Set<String> services) {
        return DovecotDoors.of(general + SERVICES, services).stream()
                .map(
                        door ->
                                door.service()
                                        + " "
                                        + door
                                        + (door.at().tlsFirst() ? " TLS" : "")
                                        + (door.obstacle().isEmpty() ? "" : ": " + door.obstacle()))
                .toList();
    }

    @Test
    void everyListenerOfALoginServiceThatIsOnIsADoor() {
        assertEquals(
                List.of(
                        "imap imap 127.0.0.1:143",
                        "imap imaps 192.0.2.7:993 TLS",
                        "imap imaps [2001:db8::7]:993 TLS",
                        "sieve sieve 127.0.0.1:4190",
                        "pop3 pop3 127.0.0.1:110: it expects a proxy in front"),
                doors("listen = *, ::\nssl = required\n", ALL));
    }

    @Test
    void aServiceThatIsOffAndTlsThatIsOffAreNoDoors() {
        assertEquals(
                List.of("imap imap [::1]:143"), doors("listen = ::\nssl = no\n", Set.of("imap")));
    }

    @Test
    void aListenerTakesTheGeneralAddresses() {
        List<Door> doors =
                DovecotDoors.of("listen = 127.0.9.1 127.0.9.2\n" + SERVICES, Set.of("sieve"));
        assertEquals(
                List.of("sieve 127.0.9.1:4190", "sieve 127.0.9.2:4190"),
                doors.stream().map(Door::toString).toList());
    }

    @Test
    void whatIsNoAnswerHasNoDoors() {
        assertEquals(List.of(), DovecotDoors.of("doveconf: Fatal: no\n}}}\nservice {\n", ALL));
    }
}
