// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.postfix.access.LiveSockets.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose session an smtpd process has, and which connections there are. */
class SmtpSessionsTest {
    private static final String START = "Nov 26 09:47:27 mail postfix/submission/smtpd[21522]: ";
    private static final String LOGIN =
            "032B91DE0C3: client=unknown[192.0.2.6], sasl_method=PLAIN, sasl_username=";

    private static Map<Long, String> logins(String... lines) {
        Map<Long, String> logins = new HashMap<>();
        for (String line : lines) {
            RecentLogins.take(START + line, Set.of(21522L), logins);
        }
        return logins;
    }

    @Test
    void theLoginOfASessionIsTheOneSinceItConnected() {
        assertEquals(
                Map.of(21522L, "rossi@example.org"),
                logins("connect from unknown[192.0.2.6]", LOGIN + "Rossi@example.org"));
        assertEquals(
                Map.of(),
                logins(
                        "connect from unknown[192.0.2.6]",
                        LOGIN + "rossi@example.org",
                        "disconnect from unknown[192.0.2.6] ehlo=1",
                        "connect from unknown[192.0.2.7]"));
        assertEquals(
                Map.of(21522L, "rossi@example.org"),
                logins(LOGIN + "rossi@example.org, sasl_sender=x@example.org"));
    }

    @Test
    void aNameInAGreetingIsNoLogin() {
        assertEquals(
                Map.of(),
                logins(
                        "NOQUEUE: reject: RCPT from x[192.0.2.9]: 554 denied; helo=<a sasl_username=rossi@example.org>",
                        "NOQUEUE: client=x, sasl_method=PLAIN, sasl_username=rossi@example.org x: 1"
                                .replace("client=", "clint=")));
    }

    @Test
    void connectionsToOurPortsAreThoseThatSsLists() {
        String printed =
                "33     0      127.0.42.1:2588 127.0.66.7:49081 users:((\"submission\",pid=21532,fd=7))\n"
                        + "0      0      127.0.42.1:2587 127.0.66.6:49037 users:((\"smtpd\",pid=21522,fd=13))    \n"
                        + "0      0      127.0.42.1:2589  127.0.0.1:37754                                      \n"
                        + "0      0      [::1]:587  [2001:db8::6]:40000 users:((\"smtpd\",pid=7,fd=13),(\"x\",pid=8,fd=1))\n"
                        + "nonsense\n";
        assertEquals(
                List.of(
                        new Connection("127.0.42.1", 2587, "127.0.66.6", 49037, "smtpd", 21522),
                        new Connection("127.0.42.1", 2589, "127.0.0.1", 37754, "", 0),
                        new Connection("[::1]", 587, "[2001:db8::6]", 40000, "smtpd", 7)),
                LiveSockets.parse(printed, Set.of(587, 2587, 2589)));
    }
}
