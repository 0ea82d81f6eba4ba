// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import argine.audit.PasswordReport.NotReadable;
import argine.audit.PasswordReport.Remark;
import argine.audit.PasswordReport.Weak;
import argine.audit.policy.BreachedHashes;
import argine.audit.policy.PasswordPolicy;
import argine.audit.rule.GuessRules;
import argine.audit.rule.Person;
import argine.audit.scheme.Schemes;
import argine.audit.scheme.Schemes.Looked;
import argine.mail.Account;
import argine.mail.StoredPassword;
import argine.server.Accounts;
import argine.server.access.Footholds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Tries the guesses of {@link GuessRules} on every account, and says whose password one of them is.
 *
 * <p>Rule by rule over all accounts, not account by account: what is found at all is mostly found
 * by the first rules, so a run that is stopped has found most of it. Hashing needs processors and
 * waits for nothing, so there is one plain thread for each.
 */
public final class PasswordAudit {
    private final Options options;
    private final Memory memory;
    private final Watcher watcher;
    private final BooleanSupplier stopped;

    private final List<Weak> weak = new ArrayList<>();
    private final List<NotReadable> notReadable = new ArrayList<>();
    private final List<Subject> subjects = new ArrayList<>();
    private final LongAdder guesses = new LongAdder();
    private final LongAdder done = new LongAdder();
    private long expected;
    private int withoutPassword;

    /**
     * How it is to be done.
     *
     * @param companyWords words that people here make passwords from
     * @param full whether accounts are tried again that an earlier run has done
     * @param policy what passwords are held to besides, if to anything
     * @param breached a sorted file of hashes from breaches, if there is one
     * @param sent who sent by SMTP, as far as it is known
     * @param homes tells what is left behind in the homes of accounts, if it is to be told
     */
    public record Options(
            Effort effort,
            List<String> companyWords,
            boolean full,
            int threads,
            Optional<PasswordPolicy> policy,
            Optional<Path> breached,
            SmtpUse sent,
            Optional<Footholds> homes,
            Clock clock) {
        public Options {
            companyWords = List.copyOf(companyWords);
        }
    }

    /** Whoever wants to know how it goes. */
    public interface Watcher {
        /** About how long it will take, before it begins. */
        default void expected(int accounts, Duration time) {}

        /** How much of that is done. */
        default void progress(long done, long of) {}

        /**
         * One more password was guessed, and how many guesses were made until then, of all
         * accounts.
         */
        default void guessed(long guesses) {}
    }

    /** {@code stopped} is asked between guesses; once it is true, the run ends and says so. */
    public PasswordAudit(Options options, Memory memory, Watcher watcher, BooleanSupplier stopped) {
        this.options = options;
        this.memory = memory;
        this.watcher = watcher;
        this.stopped = stopped;
    }

    /** Tries all accounts; an audit is good for one run. */
    public PasswordReport run(Accounts.Listing listing) throws IOException {
        listing.accounts().forEach(this::take);
        announce();
        for (int rule = 0; rule < GuessRules.ALL.size() && !stopped.getAsBoolean(); rule++) {
            tryRule(rule);
            subjects.forEach(subject -> memory.keep(subject.fingerprint(), subject.result()));
            memory.save();
        }
        return report(listing);
    }

    private void take(Account account) {
        switch (account.password().state()) {
            case OPEN -> weak.add(new Weak(account.name(), "any password is accepted", "", "NONE"));
            case LOCKED -> withoutPassword++;
            case HIDDEN ->
                    notReadable.add(
                            new NotReadable(
                                    account.name(), "", "the source does not show the password"));
            case KEPT -> look(account);
        }
    }

    private void look(Account account) {
        switch (Schemes.look(account)) {
            case Looked.NotReadable(String scheme, String why) ->
                    notReadable.add(new NotReadable(account.name(), scheme, why));
            case Looked.CanBeChecked(Schemes.Checkable password) -> {
                int year = ZonedDateTime.now(options.clock()).getYear();
                String print =
                        memory.fingerprint(
                                account, options.effort().name(), options.companyWords(), year);
                subjects.add(
                        new Subject(
                                new Person(account, options.companyWords(), year),
                                password,
                                print,
                                options.full() ? Memory.Tried.NOTHING : memory.of(print),
                                options.effort()));
            }
        }
    }

    private void announce() {
        expected = subjects.stream().mapToLong(Subject::left).sum();
        watcher.expected(
                subjects.size(),
                Duration.ofMillis(expected / 1000 / Math.max(1, options.threads())));
    }

    /** Puts one rule to every account, on all threads; each takes the next account. */
    private void tryRule(int rule) {
        AtomicInteger next = new AtomicInteger();
        Runnable work =
                () -> {
                    int index;
                    while ((index = next.getAndIncrement()) < subjects.size()
                            && !stopped.getAsBoolean()) {
                        tryRule(rule, subjects.get(index));
                    }
                };
        try (ExecutorService threads = Executors.newFixedThreadPool(options.threads())) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < options.threads(); i++) {
                running.add(threads.submit(work));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryRule(int rule, Subject subject) {
        boolean known = subject.isWeak();
        long left = subject.left();
        subject.tryRule(rule, guesses, stopped);
        done.add(left - subject.left());
        watcher.progress(done.sum(), expected);
        if (subject.isWeak() && !known) {
            watcher.guessed(guesses.sum());
        }
    }

    private PasswordReport report(Accounts.Listing listing) throws IOException {
        List<Account> accounts = listing.accounts();
        subjects.stream().filter(Subject::isWeak).map(Subject::weak).forEach(weak::add);
        if (options.breached().isPresent()) {
            lookUp(accounts, options.breached().get());
        }
        weak.sort(Comparator.comparing(Weak::account));
        PolicyFindings policy =
                options.policy().isEmpty()
                        ? PolicyFindings.NONE
                        : PolicyFindings.of(
                                accounts, options.policy().get(), weak, options.clock().instant());
        Keeping keeping = Keeping.of(accounts);
        List<String> trouble = new ArrayList<>(listing.trouble());
        List<Remark> hygiene =
                new ArrayList<>(Hygiene.of(accounts, options.sent(), options.clock().instant()));
        options.homes().ifPresent(homes -> hygiene.addAll(LeftBehind.of(accounts, homes, trouble)));
        return new PasswordReport(
                List.copyOf(weak),
                List.copyOf(notReadable),
                SameGuess.with(keeping.shared(), subjects),
                keeping.storage(),
                List.copyOf(hygiene),
                policy,
                accounts.size(),
                count(Subject::isFinished) + open(accounts),
                count(Subject::isUnchanged),
                withoutPassword,
                count(Subject::isCutShort),
                count(subject -> !subject.isFinished()),
                guesses.sum(),
                List.copyOf(trouble));
    }

    /** Looks for whoever is not weak yet in a list of breached passwords. */
    private void lookUp(List<Account> accounts, Path file) throws IOException {
        Set<String> known = weak.stream().map(Weak::account).collect(Collectors.toSet());
        try (BreachedHashes breached = BreachedHashes.open(file)) {
            for (Account account : accounts) {
                Optional<String> hash =
                        account.password().state() != StoredPassword.State.KEPT
                                ? Optional.empty()
                                : Schemes.breachHash(account, breached.digits());
                if (hash.isPresent()
                        && !known.contains(account.name())
                        && breached.contains(hash.get())) {
                    String scheme = account.password().scheme();
                    weak.add(
                            new Weak(
                                    account.name(), "in a list of breached passwords", "", scheme));
                }
            }
        }
    }

    private static int open(List<Account> accounts) {
        return (int)
                accounts.stream()
                        .filter(a -> a.password().state() == StoredPassword.State.OPEN)
                        .count();
    }

    private int count(Predicate<Subject> which) {
        return (int) subjects.stream().filter(which).count();
    }
}
