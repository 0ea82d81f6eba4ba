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

    private static Account seen(String name, String lastLogin, String passwordChanged) {
        Account.Traits traits =
                new Account.Traits("", "", at(passwordChanged), at(lastLogin), false, false);
        return new Account(name, List.of(), StoredPassword.HIDDEN, traits);
    }

    private static Optional<Instant> at(String time) {
        return time.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(time));
    }

    private static List<String> told(Account... accounts) {
        return Hygiene.of(List.of(accounts), SmtpUse.UNKNOWN, Instant.parse("2026-11-24T12:00:00Z"))
                .stream()
                .map(remark -> remark.account() + ": " + remark.what())
                .toList();
    }

    @Test
    void whoWasNotSeenForAYearIsTold() {
        assertEquals(
                List.of(
                        "one@example.org: nobody logged in for 1 year",
                        "two@example.org: nobody logged in for 2 years"),
                told(
                        seen("now@example.org", "2026-11-24T11:00:00Z", ""),
                        seen("year@example.org", "2025-11-24T12:00:00Z", ""),
                        seen("one@example.org", "2025-11-24T11:59:59Z", ""),
                        seen("two@example.org", "2024-11-01T00:00:00Z", "")));
    }

    @Test
    void whoNeverLoggedInIsToldWhereTheDirectoryKeepsLogins() {
        Account never = seen("never@example.org", "", "2026-01-01T00:00:00Z");
        Account zero = seen("zero@example.org", "1970-01-01T00:00:00Z", "");
        Account fresh = seen("fresh@example.org", "", "2026-11-20T00:00:00Z");
        assertEquals(
                List.of(
                        "never@example.org: nobody ever logged in",
                        "zero@example.org: nobody ever logged in"),
                told(seen("now@example.org", "2026-11-24T11:00:00Z", ""), never, zero, fresh));
        assertEquals(List.of(), told(never, zero, fresh), "nothing is known of anybody");
    }

    @Test
    void namesThatRobotsTryFirstAreToldByWhatTheyAreFor() {
        String test = ": a test account that can log in";
        String program = ": an account of a program that can log in";
        String role = ": a role with a password, known to several people";
        List<String> expected =
                List.of(
                        "test@example.org" + test,
                        "prova@example.org" + test,
                        "www-data" + program,
                        "noreply@example.org" + program,
                        "no-reply@example.org" + program,
                        "scanner@example.org" + program,
                        "postmaster@example.org" + role,
                        "info@example.org" + role,
                        "amministrazione@example.org" + role);
        assertEquals(
                expected,
                told(
                        expected.stream()
                                .map(line -> named(line.substring(0, line.indexOf(':'))))
                                .toArray(Account[]::new)));
        assertEquals(
                List.of(),
                told(
                        named("testa@example.org"),
                        new Account(
                                "test@example.org",
                                List.of(),
                                StoredPassword.LOCKED,
                                Account.Traits.NONE),
                        new Account(
                                "postmaster@example.org",
                                List.of(),
                                StoredPassword.HIDDEN,
                                Account.Traits.NONE.withDisabled(true))));
    }
}
