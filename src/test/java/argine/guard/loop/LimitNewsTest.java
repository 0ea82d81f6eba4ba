// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.guard.Channel;
import argine.guard.limit.Limit;
import argine.guard.limit.Ruling;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When people hear that a limit is nearly used up, and in which words. */
class LimitNewsTest {
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
    private static final Limit LIMIT = Limit.parse("300 recipients / hour");

    private final LimitNews news = new LimitNews();

    private Optional<LimitLetter> take(String subject, Limit limit, Duration later) {
        return news.take(
                new Ruling.Warning(Channel.SUBMISSION, subject, limit, 240), NOW.plus(later));
    }

    @Test
    void row29PeopleAreToldOnceInAWindowOfEachLimit() {
        assertEquals(
                Optional.of("rossi@example.org has nearly used up 300 recipients / hour"),
                take("rossi@example.org", LIMIT, Duration.ZERO).map(LimitLetter::subject));
        assertEquals(Optional.empty(), take("rossi@example.org", LIMIT, Duration.ofMinutes(59)));
        Limit day = Limit.parse("1000 recipients / day");
        assertEquals(true, take("rossi@example.org", day, Duration.ofMinutes(59)).isPresent());
        assertEquals(true, take("rossi@example.org", LIMIT, Duration.ofMinutes(60)).isPresent());
        assertEquals(Optional.empty(), take("rossi@example.org", day, Duration.ofHours(23)));
    }

    @Test
    void strangersCannotFillAMailboxWithIt() {
        int letters = 0;
        for (int i = 0; i < 20_000; i++) {
            letters += take("login" + i, LIMIT, Duration.ofMillis(i)).isPresent() ? 1 : 0;
        }
        assertEquals(10, letters);
        assertEquals(true, take("rossi@example.org", LIMIT, Duration.ofHours(1)).isPresent());
    }

    @Test
    void whatStrangersWroteIsShownInOneLine() {
        LimitLetter letter = take("a\r\nBcc: x\u001b[2J\u202e", LIMIT, Duration.ZERO).orElseThrow();
        assertEquals("a?Bcc: x?[2J?", letter.about());
        assertEquals(
                "{\"at\":\"2026-11-27T08:00:00Z\",\"event\":\"nearly-used-up\","
                        + "\"channel\":\"submission\",\"subject\":\"a?Bcc: x?[2J?\","
                        + "\"limit\":\"300 recipients / hour\",\"used\":240}",
                letter.json());
    }
}
