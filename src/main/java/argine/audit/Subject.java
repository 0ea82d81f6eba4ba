// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import argine.audit.rule.GuessRule;
import argine.audit.rule.GuessRules;
import argine.audit.rule.Person;
import argine.audit.scheme.Check;
import argine.audit.scheme.Schemes.Checkable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/** One account under audit: which rules were tried, and what hit. Used by one thread at a time. */
final class Subject {
    /** A scheme so slow that one guess less is worth the looking. */
    private static final int WORTH_COMPARING = 50;

    private static final int GUESSES_ABOUT_A_NAME = 300;

    private final Person person;
    private final Checkable password;
    private final String fingerprint;
    private final Memory.Tried before;
    private final long most;
    private final long mostCommon;
    private int rules;
    private int hit;
    private long made;
    private boolean cutShort;
    private Optional<GuessRule.Guess> found = Optional.empty();

    Subject(
            Person person,
            Checkable password,
            String fingerprint,
            Memory.Tried before,
            Effort effort) {
        this.person = person;
        this.password = password;
        this.fingerprint = fingerprint;
        this.before = before;
        this.most = effort.guesses(password.micros());
        this.mostCommon = effort.common(password.micros());
    }

    /**
     * Tries the next rule, and counts each guess. Rules that an earlier run tried in vain are
     * passed over; if one hit then, only that is tried.
     */
    void tryRule(int index, LongAdder guesses, BooleanSupplier stopped) {
        boolean done = before.hit() == 0 ? index < before.rules() : index != before.hit() - 1;
        List<GuessRule.Guess> open = done || isWeak() ? List.of() : guesses(index);
        if (open.isEmpty()) {
            rules = index + 1;
            return;
        }
        Check check = password.check();
        for (GuessRule.Guess guess : open) {
            if (stopped.getAsBoolean()) {
                return;
            }
            made++;
            guesses.increment();
            if (check.matches(guess.text().getBytes(StandardCharsets.UTF_8))) {
                hit = index + 1;
                found = Optional.of(guess);
                break;
            }
        }
        rules = index + 1;
    }

    /** The guesses of a rule that no earlier rule made, as many as this account is worth. */
    private List<GuessRule.Guess> guesses(int index) {
        GuessRule rule = GuessRules.ALL.get(index);
        boolean common = rule.rank() >= 0;
        long worth = common ? mostCommon - rule.rank() : Long.MAX_VALUE;
        if (worth <= 0) {
            return List.of();
        }
        Set<String> earlier =
                password.micros() >= WORTH_COMPARING ? earlier(index) : new HashSet<>();
        long room = Math.max(0, Math.min(most - earlier.size(), worth));
        List<GuessRule.Guess> open = new ArrayList<>();
        rule.guess(
                person,
                guess -> {
                    if (open.size() < room && earlier.add(guess.text())) {
                        open.add(guess);
                    } else if (open.size() >= room) {
                        cutShort |= !common && !earlier.contains(guess.text());
                    }
                });
        return open;
    }

    /** Made again rather than kept: there may be a million accounts. */
    private Set<String> earlier(int index) {
        Set<String> earlier = new HashSet<>();
        for (GuessRule rule : GuessRules.ALL.subList(0, index)) {
            rule.guess(person, guess -> earlier.add(guess.text()));
        }
        return earlier;
    }

    boolean isWeak() {
        return hit > 0;
    }

    /** Whether an earlier run did all there is to do. */
    boolean isUnchanged() {
        return before.rules() >= GuessRules.ALL.size() || before.hit() > 0;
    }

    boolean isFinished() {
        return isWeak() || rules >= GuessRules.ALL.size();
    }

    boolean isCutShort() {
        return cutShort && !isWeak();
    }

    /** Roughly how long the guesses take that are left, in microseconds. */
    long left() {
        if (isFinished()) {
            return 0;
        }
        long guesses = before.hit() > 0 ? 1 : Math.max(0, expected() - made);
        return guesses * Math.max(1, password.micros());
    }

    /** Roughly how many guesses this run has to make. */
    private long expected() {
        if (isUnchanged()) {
            return 0;
        }
        int rank = GuessRules.ALL.get(before.rules()).rank();
        long words = Math.min(mostCommon, GuessRules.COMMON);
        return Math.clamp(rank < 0 ? words + GUESSES_ABOUT_A_NAME : words - rank, 0, most);
    }

    String fingerprint() {
        return fingerprint;
    }

    Memory.Tried result() {
        return new Memory.Tried(rules, hit);
    }

    PasswordReport.Weak weak() {
        return new PasswordReport.Weak(
                person.account().name(),
                GuessRules.ALL.get(hit - 1).name(),
                found.map(GuessRule.Guess::alias).orElse(""),
                password.scheme());
    }

    String scheme() {
        return password.scheme();
    }

    String account() {
        return person.account().name();
    }

    /** The password, where it was guessed. Not to be printed, logged or stored. */
    Optional<String> guessed() {
        return found.map(GuessRule.Guess::text);
    }
}
