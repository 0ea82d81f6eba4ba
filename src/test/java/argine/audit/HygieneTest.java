// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.audit.PasswordReport.Remark;
import argine.mail.Account;
import argine.mail.StoredPassword;
import argine.server.Log;
import argine.server.Reading;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HygieneTest {
    private static Account forwarding(String name, String... to) {
        return new Account(name, List.of(), StoredPassword.LOCKED, Account.Traits.NONE)
                .withForwards(List.of(to));
    }

    @Test
    void mailThatIsSentOnToElsewhereIsToldEvenOfALockedAccount() {
        assertEquals(
                List.of(
                        new Remark(
                                "rossi@example.org",
                                "its mail is forwarded to me@elsewhere.test",
                                "ask its owner; thieves leave such things behind")),
                Hygiene.of(
                        List.of(
                                forwarding(
                                        "rossi@example.org",
                                        "verdi@example.com",
                                        "me@elsewhere.test",
                                        "you@elsewhere.test"),
                                forwarding("verdi@example.com", "rossi@example.org")),
                        SmtpUse.UNKNOWN,
                        Made.CLOCK.instant()));
    }

    private static Account named(String name, String... aliases) {
        return new Account(name, List.of(aliases), StoredPassword.HIDDEN, Account.Traits.NONE);
    }

    private static List<Remark> ofLog(Duration time) throws IOException {
        Instant end = Made.CLOCK.instant();
        Log log =
                sink -> {
                    sink.event(Made.submitted("Rossi@example.org"));
                    sink.event(Made.submitted("sales@example.org"));
                    sink.event(Made.submitted(""));
                    return new Reading(
                            3,
                            0,
                            0,
                            Optional.of(end.minus(time)),
                            Optional.of(end),
                            List.of(),
                            List.of(),
                            List.of());
                };
        return Hygiene.of(
                List.of(
                        named("rossi@example.org"),
                        named("verdi@example.org", "sales@example.org"),
                        named("bianchi@example.org")),
                SmtpUse.of(log),
                end);
    }

    @Test
    void whoNeverSentInAMonthOfTheLogIsTold() throws IOException {
        assertEquals(
                List.of(
                        new Remark(
                                "bianchi@example.org",
                                "never sent by SMTP in the 30 days of the log",
                                "take its right to send away, if it sends by webmail or not at"
                                        + " all")),
                ofLog(Duration.ofDays(30)));
        assertEquals(List.of(), ofLog(Duration.ofDays(27)));
    }
}
