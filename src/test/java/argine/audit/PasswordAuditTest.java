// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import static argine.audit.Made.account;
import static argine.audit.Made.stored;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.audit.PasswordReport.NotReadable;
import argine.audit.PasswordReport.Shared;
import argine.audit.PasswordReport.Storage;
import argine.audit.PasswordReport.Weak;
import argine.mail.Account;
import argine.mail.StoredPassword;
import argine.server.Accounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordAuditTest {
    private static final String ROSSI = "mario.rossi@example.org";
    private static final String STRONG = "kuvert-Zaun 44 lila";

    @TempDir Path folder;

    private static List<String> rules(Account... accounts) throws IOException {
        return Made.audit(Memory.none(), accounts).weak().stream().map(Weak::rule).toList();
    }

    private static String rule(String password, String displayName) throws IOException {
        Account account =
                Made.named(ROSSI, stored("SSHA", password, 1), displayName, "sales@example.org");
        return String.join(",", rules(account));
    }

    @Test
    void aPasswordThatIsAnAliasIsTold() throws IOException {
        for (String password : List.of("sales", "Sales", "SALES", "sales@example.org")) {
            Account account =
                    account(ROSSI, stored("SHA512-CRYPT", password, 1), "sales@example.org");
            assertEquals(
                    List.of(new Weak(ROSSI, "equals alias", "sales@example.org", "SHA512-CRYPT")),
                    Made.audit(Memory.none(), account).weak());
        }
    }

    @Test
    void aPasswordThatIsTheUsernameIsTold() throws IOException {
        assertEquals("equals username", rule(ROSSI, ""));
        assertEquals("equals local part", rule("Mario.Rossi", ""));
    }

    @Test
    void aPasswordMadeFromTheNamesIsTold() throws IOException {
        assertEquals("equals domain", rule("Example", ""));
        assertEquals("equals domain", rule("example.org", ""));
        assertEquals("equals display name", rule("Supermario", "Supermario Bros"));
        assertEquals("part of the address", rule("Rossi", ""));
        assertEquals("part of the address", rule("rossimario", ""));
        assertEquals("name reversed or doubled", rule("issor", ""));
        assertEquals("name with digits, a year or a sign", rule("Rossi2026!", ""));
        assertEquals("name with digits, a year or a sign", rule("example123", ""));
        assertEquals("name with digits, a year or a sign", rule("mario1", ""));
    }

    @Test
    void aCommonPasswordIsTold() throws IOException {
        assertEquals("common password", rule("123456", ""));
        assertEquals("common password", rule("Password", ""));
        assertEquals("common password", rule("trustno1", ""));
    }

    @Test
    void noPasswordIsTold() throws IOException {
        assertEquals("empty", rule("", ""));
        Account open =
                new Account("any@example.org", List.of(), StoredPassword.OPEN, Account.Traits.NONE);
        assertEquals(List.of("any password is accepted"), rules(open));
    }

    @Test
    void aWordOfTheCompanyIsTold() throws IOException {
        Account account = account(ROSSI, stored("SSHA", "Colosseo", 1));
        assertEquals(
                "company word",
                Made.audit(Memory.none(), List.of("colosseo"), List.of(account))
                        .weak()
                        .getFirst()
                        .rule());
    }

    @Test
    void aGoodPasswordIsLeftAlone() throws IOException {
        for (String scheme : Made.SCHEMES) {
            Account account = account(ROSSI, stored(scheme, STRONG, 1), "sales@a.test");
            assertEquals(List.of(), Made.quick(Memory.none(), List.of(account)).weak());
        }
    }

    @Test
    void whatCannotBeReadIsToldWithTheReason() throws IOException {
        Account odd = account(ROSSI, "{ROT13}fnyrf");
        Account broken = account("a@b.test", "{SSHA}!!!");
        Account hidden =
                new Account("h@b.test", List.of(), StoredPassword.HIDDEN, Account.Traits.NONE);
        PasswordReport report = Made.audit(Memory.none(), odd, broken, hidden);
        assertEquals(
                List.of(
                        new NotReadable(ROSSI, "ROT13", "a scheme that Argine does not know"),
                        new NotReadable("h@b.test", "", "the source does not show the password")),
                report.notReadable());
        assertEquals(0, report.checked());
        assertEquals(1, report.withoutPassword()); // what begins with ! matches nothing
    }

    @Test
    void aCostThatWouldTakeAYearIsNotReadable() throws IOException {
        List<String> endless =
                List.of(
                        "{CRYPT}$2b$31$abcdefghijklmnopqrstuuxP2lldc1.10LvZDjJZXNBKLzWqnkbOa",
                        "{CRYPT}$6$rounds=999999999$salt$" + "x".repeat(86),
                        "{PBKDF2}$1$salt$999999999$50a83cafdc517b9f46519415e53c6a858908680a",
                        "{ARGON2ID}$argon2id$v=19$m=99999999,t=3,p=1$vBb99oJ12p3WAdYlaMHz1A$jtFOtbo");
        for (String stored : endless) {
            PasswordReport report = Made.audit(Memory.none(), account(ROSSI, stored));
            assertEquals(1, report.notReadable().size(), stored);
        }
    }

    @Test
    void accountsThatKeepTheSameShareAPassword() throws IOException {
        String same = stored("SHA256", STRONG, 1);
        PasswordReport report =
                Made.audit(Memory.none(), account("a@x.test", same), account("b@x.test", same));
        assertEquals(
                List.of(new Shared(List.of("a@x.test", "b@x.test"), "SHA256", false)),
                report.shared());
        assertTrue(report.isSomebodyWeak());
        assertEquals(
                List.of(new Storage("SHA256", 2, "no salt: one table breaks all of them at once")),
                report.storage());
    }

    @Test
    void accountsThatAreGuessedByTheSamePasswordShareIt() throws IOException {
        Account[] accounts = {
            account("a@x.test", stored("SSHA", "sunshine", 1)),
            account("b@x.test", stored("SHA512-CRYPT", "sunshine", 2)),
            account("c@x.test", stored("SSHA", "dragon", 3)),
            account("d@x.test", stored("SSHA", "", 4)),
            account("e@x.test", stored("SSHA", "", 5)),
            account("f@x.test", stored("SHA256", "princess", 6)),
            account("g@x.test", stored("SHA256", "princess", 6))
        };
        List<Shared> shared =
                List.of(
                        new Shared(List.of("f@x.test", "g@x.test"), "SHA256", false),
                        new Shared(List.of("a@x.test", "b@x.test"), "SHA512-CRYPT, SSHA", true));
        Path state = folder.resolve("state");
        for (int run = 0; run < 2; run++) {
            PasswordReport report = Made.audit(Memory.open(state), accounts);
            assertEquals(shared, report.shared());
            assertFalse(report.toString().contains("sunshine"));
        }
    }

    @Test
    void aLargerGroupIsToldOnceOfThoseThatShare() throws IOException {
        String same = stored("SHA256", "sunshine", 1);
        PasswordReport report =
                Made.audit(
                        Memory.none(),
                        account("a@x.test", same),
                        account("b@x.test", same),
                        account("c@x.test", stored("SSHA", "sunshine", 2)));
        assertEquals(
                List.of(
                        new Shared(
                                List.of("a@x.test", "b@x.test", "c@x.test"), "SHA256, SSHA", true)),
                report.shared());
    }

    @Test
    void aLockedAccountIsNotChecked() throws IOException {
        PasswordReport report = Made.audit(Memory.none(), account("root", "!$6$a$b"));
        assertEquals(List.of(), report.weak());
        assertEquals(1, report.withoutPassword());
        assertEquals(0, report.checked());
    }

    @Test
    void whatHasNotChangedIsNotTriedAgain() throws IOException {
        Path file = folder.resolve("state");
        Account strong = account(ROSSI, stored("SSHA", STRONG, 1));
        Account weak = account("anna@example.org", stored("SSHA", "anna", 2));
        PasswordReport first = Made.audit(Memory.open(file), strong, weak);
        PasswordReport second = Made.audit(Memory.open(file), strong, weak);
        assertEquals(first.weak(), second.weak());
        assertEquals(2, second.checked());
        assertEquals(2, second.unchanged());
        assertTrue(second.guesses() < 10 && first.guesses() > 1000, second.guesses() + " guesses");
    }

    @Test
    void whoeverAsksForAllHasThemTriedAgain() throws IOException {
        Path file = folder.resolve("state");
        Account strong = account(ROSSI, stored("SSHA", STRONG, 1));
        PasswordReport first = Made.audit(Memory.open(file), strong);
        PasswordReport second = Made.full(Memory.open(file), strong);
        assertEquals(0, second.unchanged());
        assertEquals(first.guesses(), second.guesses());
    }

    @Test
    void aNewAliasIsTriedOnAnOldPassword() throws IOException {
        Path file = folder.resolve("state");
        String stored = stored("SSHA", "zitrone77", 1);
        assertEquals(List.of(), Made.audit(Memory.open(file), account(ROSSI, stored)).weak());
        assertEquals(
                1,
                Made.audit(Memory.open(file), account(ROSSI, stored, "zitrone77@example.org"))
                        .weak()
                        .size());
    }

    @Test
    void aRunThatIsStoppedGoesOnNextTime() throws IOException {
        Path file = folder.resolve("state");
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            accounts.add(account("u" + i + "@example.org", stored("SSHA", STRONG + i, i)));
        }
        accounts.add(account("anna@example.org", stored("SSHA", "trustno1", 99)));
        AtomicInteger asked = new AtomicInteger();
        PasswordReport first = stopping(file, accounts, () -> asked.incrementAndGet() > 900);
        assertFalse(first.isFinished());
        PasswordReport second = Made.audit(Memory.open(file), List.of(), accounts);
        PasswordReport whole = Made.audit(Memory.none(), List.of(), accounts);
        assertTrue(second.isFinished());
        assertEquals(whole.weak(), second.weak());
        assertTrue(second.guesses() < whole.guesses());
    }

    @Test
    void likelyGuessesOfEverybodyComeBeforeUnlikelyOnesOfAnybody() throws IOException {
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            accounts.add(account("u" + i + "@example.org", stored("SSHA", STRONG + i, i)));
        }
        accounts.add(account("anna@example.org", stored("SSHA", "anna?", 98)));
        accounts.add(account("bea@example.org", stored("SSHA", "bea1", 99)));
        List<Long> found = new ArrayList<>();
        List<Long> done = new ArrayList<>();
        List<Long> all = new ArrayList<>();
        PasswordAudit.Watcher watcher =
                new PasswordAudit.Watcher() {
                    @Override
                    public void guessed(long guesses) {
                        found.add(guesses);
                    }

                    @Override
                    public void progress(long sum, long of) {
                        done.add(sum);
                        all.add(of);
                    }
                };
        PasswordReport report = audited(Memory.none(), accounts, watcher, () -> false);
        assertEquals(2, found.size());
        assertTrue(found.get(0) < 22 * 150 && found.get(1) < 22 * 500, found.toString());
        assertTrue(report.guesses() > 20 * 20_000);
        assertEquals(done.stream().sorted().toList(), done);
        assertEquals(all.getLast(), done.getLast());
    }

    @Test
    void howLongItWillTakeIsToldBeforeTheFirstGuessByWhatTheSchemeCosts() throws IOException {
        Duration cheap = expected("{BLF-CRYPT}$2y$08$");
        Duration dear = expected("{BLF-CRYPT}$2y$12$");
        assertTrue(cheap.isPositive(), cheap.toString());
        assertTrue(dear.compareTo(cheap.multipliedBy(8)) > 0, cheap + " " + dear);
    }

    /** Of an audit that is stopped before it begins. */
    private static Duration expected(String scheme) throws IOException {
        List<Duration> told = new ArrayList<>();
        PasswordAudit.Watcher watcher =
                new PasswordAudit.Watcher() {
                    @Override
                    public void expected(int accounts, Duration time) {
                        assertEquals(1, accounts);
                        told.add(time);
                    }
                };
        Account account = account("anna@example.org", scheme + "a".repeat(22) + "b".repeat(31));
        assertEquals(0, audited(Memory.none(), List.of(account), watcher, () -> true).guesses());
        return told.getFirst();
    }

    private static PasswordReport stopping(
            Path file, List<Account> accounts, java.util.function.BooleanSupplier stopped)
            throws IOException {
        return audited(Memory.open(file), accounts, new PasswordAudit.Watcher() {}, stopped);
    }

    private static PasswordReport audited(
            Memory memory,
            List<Account> accounts,
            PasswordAudit.Watcher watcher,
            java.util.function.BooleanSupplier stopped)
            throws IOException {
        return new PasswordAudit(
                        new PasswordAudit.Options(
                                Effort.NORMAL,
                                List.of(),
                                false,
                                1,
                                Optional.empty(),
                                Optional.empty(),
                                SmtpUse.UNKNOWN,
                                Optional.empty(),
                                Made.CLOCK),
                        memory,
                        watcher,
                        stopped)
                .run(new Accounts.Listing(accounts, List.of()));
    }
}
