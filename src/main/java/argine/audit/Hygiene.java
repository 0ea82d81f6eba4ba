// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import argine.audit.PasswordReport.Remark;
import argine.mail.Account;
import argine.mail.Plural;
import argine.mail.StoredPassword;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Accounts that nobody would miss, and that robots try first: left over from tests, of programs,
 * shared by several people, not used for a year or never, or never used to send; and mail that is
 * sent on to elsewhere.
 */
final class Hygiene {
    private static final Duration DORMANT = Duration.ofDays(365);
    private static final int DAYS_A_YEAR = 365;
    private static final Duration NEW = Duration.ofDays(30);
    private static final Instant OLDEST = Instant.parse("1980-01-01T00:00:00Z");
    private static final Set<String> TEST =
            Set.of(
                    "test",
                    "test1",
                    "test2",
                    "test3",
                    "testuser",
                    "tester",
                    "prova",
                    "demo",
                    "temp",
                    "tmp",
                    "guest",
                    "ospite",
                    "user",
                    "user1",
                    "utente",
                    "example",
                    "sample");
    private static final Set<String> PROGRAM =
            Set.of(
                    "root",
                    "daemon",
                    "bin",
                    "sys",
                    "nobody",
                    "www",
                    "www-data",
                    "apache",
                    "nginx",
                    "mysql",
                    "postgres",
                    "oracle",
                    "backup",
                    "nagios",
                    "zabbix",
                    "ftp",
                    "git",
                    "svn",
                    "jenkins",
                    "tomcat",
                    "steam",
                    "minecraft",
                    "ubuntu",
                    "debian",
                    "pi",
                    "asterisk",
                    "scanner",
                    "scan",
                    "printer",
                    "stampante",
                    "copier",
                    "fax",
                    "noreply",
                    "no-reply",
                    "wordpress",
                    "cron");
    private static final Set<String> ROLE =
            Set.of(
                    "admin",
                    "administrator",
                    "postmaster",
                    "webmaster",
                    "hostmaster",
                    "abuse",
                    "info",
                    "sales",
                    "support",
                    "office",
                    "contact",
                    "help",
                    "helpdesk",
                    "marketing",
                    "amministrazione",
                    "ufficio",
                    "commerciale",
                    "contabilita",
                    "vendite",
                    "segreteria",
                    "acquisti",
                    "hr",
                    "jobs",
                    "newsletter",
                    "billing",
                    "accounts");

    private Hygiene() {}

    static List<Remark> of(List<Account> accounts, SmtpUse use, Instant now) {
        List<Remark> remarks = new ArrayList<>();
        boolean tells = accounts.stream().anyMatch(account -> lastLogin(account).isPresent());
        Set<String> domains = accounts.stream().map(Account::domain).collect(Collectors.toSet());
        for (Account account : accounts) {
            forward(account, domains).ifPresent(remarks::add);
            if (account.password().state() != StoredPassword.State.LOCKED
                    && !account.traits().disabled()) {
                name(account).ifPresent(remarks::add);
                dormant(account, tells, now).ifPresent(remarks::add);
                silent(account, use).ifPresent(remarks::add);
            }
        }
        return remarks;
    }

    private static Optional<Remark> name(Account account) {
        String local = account.localPart();
        if (TEST.contains(local)) {
            return remark(account, "a test account that can log in", "delete it, or lock it");
        }
        if (PROGRAM.contains(local)) {
            return remark(
                    account,
                    "an account of a program that can log in",
                    "lock it; let the program send from this host without a login");
        }
        return ROLE.contains(local)
                ? remark(
                        account,
                        "a role with a password, known to several people",
                        "make it an alias of theirs")
                : Optional.empty();
    }

    /** What leaves the house: with the password changed, it goes on. */
    private static Optional<Remark> forward(Account account, Set<String> domains) {
        return account.traits().forwards().stream()
                .filter(to -> !domains.contains(to.substring(to.lastIndexOf('@') + 1)))
                .findFirst()
                .flatMap(
                        to ->
                                remark(
                                        account,
                                        "its mail is forwarded to " + to,
                                        "ask its owner; thieves leave such things behind"));
    }

    /** Some directories write 0 for never. */
    private static Optional<Instant> lastLogin(Account account) {
        return account.traits().lastLogin().filter(when -> when.isAfter(OLDEST));
    }

    /** {@code tells} says whether the directory keeps when people logged in last. */
    private static Optional<Remark> dormant(Account account, boolean tells, Instant now) {
        Optional<Instant> login = lastLogin(account);
        if (login.isEmpty()) {
            return tells && !isNew(account, now)
                    ? remark(account, "nobody ever logged in", "lock it until somebody asks")
                    : Optional.empty();
        }
        if (!login.get().isBefore(now.minus(DORMANT))) {
            return Optional.empty();
        }
        long years = Duration.between(login.get(), now).toDays() / DAYS_A_YEAR;
        return remark(
                account,
                "nobody logged in for " + Plural.of(years, "year"),
                "lock it until somebody asks");
    }

    /** Whose password was set lately may be about to log in for the first time. */
    private static boolean isNew(Account account, Instant now) {
        return account.traits()
                .passwordChanged()
                .filter(when -> when.isAfter(now.minus(NEW)))
                .isPresent();
    }

    private static Optional<Remark> silent(Account account, SmtpUse use) {
        return use.isWithout(account)
                ? remark(
                        account,
                        "never sent by SMTP in the " + use.time().toDays() + " days of the log",
                        "take its right to send away, if it sends by webmail or not at all")
                : Optional.empty();
    }

    private static Optional<Remark> remark(Account account, String what, String advice) {
        return Optional.of(new Remark(account.name(), what, advice));
    }
}
