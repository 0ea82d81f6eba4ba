// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Where logins are at home, as a log tells it. */
class HomesTest {
    private static final Seen SEEN = Seen.at(Instant.parse("2026-11-24T08:00:00Z"), "mx");

    private final List<String> homes = new ArrayList<>();

    private void tell(String login, ClientAddress client) {
        homes.add(login + " " + client);
    }

    private static void logIn(Consumer<MailEvent> homes, String login, String client) {
        ClientAddress address = ClientAddress.parse(client).orElseThrow();
        homes.accept(new MailEvent.LoggedIn(SEEN, "imap", login, address, "s"));
    }

    @Test
    void whatALogTellsAThousandTimesIsTakenOnce() {
        Homes past = Homes.once(this::tell);
        for (int i = 0; i < 1000; i++) {
            logIn(past, "rossi@corp.test", "203.0.113.9");
            logIn(past, "verdi@corp.test", "203.0.113.9");
        }
        logIn(past, "rossi@corp.test", "192.0.2.7");
        assertEquals(
                List.of(
                        "rossi@corp.test 203.0.113.9",
                        "verdi@corp.test 203.0.113.9",
                        "rossi@corp.test 192.0.2.7"),
                homes);
    }

    /** Each of them is a day on which the login was at home. */
    @Test
    void whatComesNowIsTakenEachTime() {
        Homes now = new Homes(this::tell);
        logIn(now, "rossi@corp.test", "203.0.113.9");
        logIn(now, "rossi@corp.test", "203.0.113.9");
        assertEquals(2, homes.size());
    }
}
