// SPDX-License-Identifier: Apache-2.0
package argine.audit.probe;

import argine.audit.PasswordReport;
import argine.audit.PasswordReport.NotReadable;
import argine.audit.PasswordReport.Weak;
import argine.mail.Account;
import argine.mail.smtp.SmtpDoor;
import argine.mail.smtp.SmtpReply;
import argine.mail.smtp.SmtpTalk;
import argine.store.Tries;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The very likeliest passwords, tried at a live login for accounts whose stored password cannot be
 * read.
 *
 * <p>A login counts wrong passwords and then locks people out. So each account gets fewer guesses a
 * day than any server takes amiss, over all runs; there is a pause after each guess; and at any
 * answer but a plain no all ends. Everybody's first guess comes before anybody's second.
 *
 * @param most how many guesses an account gets in a day
 * @param pause how long to wait after each
 * @param pausing waits; handed in, so that a test need not
 */
public record LoginGuesses(
        SmtpDoor door, int most, Duration pause, Consumer<Duration> pausing, Clock clock) {
    /** IceWarp locks out at five. */
    public static final int MOST = 4;

    private static final int REFUSED = 535;
    private static final Pattern LOCKED =
            Pattern.compile("lock|block|ban|too many|disabled|temporar|try again|tarpit|suspend");

    public LoginGuesses {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("from 1 to " + MOST + " guesses");
        }
    }

    /** A guess, and what is said of whoever chose so. */
    private record Guess(String text, String rule, String alias) {
        /** So that no guess gets into a message by accident. */
        @Override
        public String toString() {
            return "a guess";
        }
    }

    /** The answer was no plain no: nothing more is tried. */
    private static final class Enough extends Exception {
        private static final long serialVersionUID = 1;

        Enough(String why) {
            super(why);
        }
    }

    /** Tries those that a report says are not readable, and says what it is then. */
    public PasswordReport on(
            PasswordReport report, List<Account> accounts, Tries tries, BooleanSupplier stopped) {
        Map<String, Account> byName =
                accounts.stream()
                        .filter(account -> !account.traits().disabled())
                        .collect(
                                Collectors.toMap(
                                        Account::name, one -> one, (one, _) -> one, HashMap::new));
        List<Account> open =
                report.notReadable().stream()
                        .map(NotReadable::account)
                        .distinct()
                        .filter(byName::containsKey)
                        .map(byName::get)
                        .toList();
        Map<String, Weak> weak = new LinkedHashMap<>();
        Map<String, Integer> refused = new HashMap<>();
        String trouble = "";
        try {
            for (int round = 0; round < most; round++) {
                for (Account account : open) {
                    if (stopped.getAsBoolean()) {
                        throw new Enough("stopped");
                    }
                    if (!weak.containsKey(account.name())) {
                        tryOne(account, round, tries, weak, refused);
                    }
                }
            }
        } catch (Enough e) {
            trouble = "guessing at " + door + " ended early: " + e.getMessage();
        }
        return merged(report, weak, refused, trouble);
    }

    private void tryOne(
            Account account,
            int round,
            Tries tries,
            Map<String, Weak> weak,
            Map<String, Integer> refused)
            throws Enough {
        List<Guess> guesses = guesses(account);
        if (round >= guesses.size() || tries.of(account.name()) > round) {
            return; // an earlier run made this guess within the day
        }
        Guess guess = guesses.get(round);
        if (isRight(account, guess, tries)) {
            weak.put(
                    account.name(),
                    new Weak(account.name(), guess.rule(), guess.alias(), "live login"));
        } else {
            refused.merge(account.name(), 1, Integer::sum);
        }
        pausing.accept(pause);
    }

    /** The two questions that find most: is it the name, is it an alias? */
    private List<Guess> guesses(Account account) {
        Map<String, Guess> guesses = new LinkedHashMap<>();
        String name =
                account.traits().username().isEmpty()
                        ? account.name()
                        : account.traits().username();
        add(guesses, account.localPart(), "equals local part", "");
        if (!account.aliases().isEmpty()) {
            String alias = account.aliases().getFirst();
            add(guesses, Account.localPart(alias), "equals alias", alias);
        }
        add(guesses, name, "equals username", "");
        for (String alias : account.aliases()) {
            add(guesses, Account.localPart(alias), "equals alias", alias);
        }
        return List.copyOf(guesses.values());
    }

    private static void add(Map<String, Guess> guesses, String text, String rule, String alias) {
        if (!text.isEmpty()) {
            guesses.putIfAbsent(text, new Guess(text, rule, alias));
        }
    }

    /** A call that never comes to a login is no try. */
    private boolean isRight(Account account, Guess guess, Tries tries) throws Enough {
        try (SmtpTalk talk = SmtpTalk.call(door)) {
            talk.insistOnLogin();
            tries.add(account.name(), clock.instant());
            SmtpReply reply = talk.login(account.name(), guess.text());
            boolean plainNo = reply.code() == REFUSED && !LOCKED.matcher(text(reply)).find();
            if (!reply.isYes() && !plainNo) {
                throw new Enough("it said " + reply.shown());
            }
            return reply.isYes();
        } catch (IOException e) {
            throw new Enough(String.valueOf(e.getMessage()));
        }
    }

    private static String text(SmtpReply reply) {
        return String.join(" ", reply.lines()).toLowerCase(Locale.ROOT);
    }

    private static PasswordReport merged(
            PasswordReport report,
            Map<String, Weak> weak,
            Map<String, Integer> refused,
            String trouble) {
        List<NotReadable> hidden = new ArrayList<>();
        for (NotReadable each : report.notReadable()) {
            int tried = refused.getOrDefault(each.account(), 0);
            if (!weak.containsKey(each.account())) {
                String why = each.why() + "; guesses that the live login refused: " + tried;
                hidden.add(new NotReadable(each.account(), each.scheme(), why));
            }
        }
        return report.withLogins(List.copyOf(weak.values()), hidden, trouble);
    }
}
