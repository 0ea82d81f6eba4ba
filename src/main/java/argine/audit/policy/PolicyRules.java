// SPDX-License-Identifier: Apache-2.0
package argine.audit.policy;

import argine.audit.rule.CommonPasswords;
import argine.audit.scheme.Schemes;
import argine.mail.Account;
import argine.mail.Plural;
import argine.mail.StoredPassword;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** The list of what a policy can ask, in the order in which people are told. */
public final class PolicyRules {
    /** A name shorter than this is in half of all words, so only equal passwords are refused. */
    private static final int WORTH_FINDING = 4;

    private static final int LONGEST_MEASURED = 100;
    private static final int SHA1_DIGITS = 40;
    private static final int NT_DIGITS = 32;

    private static final List<PolicyRule> ALL =
            List.of(
                    PolicyRules::length,
                    q -> count(q, q.policy.digits(), Character::isDigit, "digit"),
                    q -> count(q, q.policy.letters(), Character::isLetter, "letter"),
                    q -> count(q, q.policy.upperCase(), Character::isUpperCase, "capital letter"),
                    q ->
                            count(
                                    q,
                                    q.policy.nonAlphanumeric(),
                                    c -> !Character.isLetterOrDigit(c),
                                    "sign that is neither letter nor digit"),
                    PolicyRules::names,
                    PolicyRules::words,
                    PolicyRules::common,
                    PolicyRules::breached,
                    PolicyRules::guessable);

    private PolicyRules() {}

    /** A password, whose it would be, and what is asked of it. */
    record Question(PasswordPolicy policy, String password, Account account) {}

    /**
     * Everything that is wrong with a password, in words that never quote it. A letter and its
     * accent are one character however they are typed (NFC).
     */
    public static List<String> problems(PasswordPolicy policy, String password, Account account)
            throws IOException {
        String composed = Normalizer.normalize(password, Normalizer.Form.NFC);
        Question question = new Question(policy, composed, account);
        List<String> problems = new ArrayList<>();
        for (PolicyRule rule : ALL) {
            rule.problem(question).ifPresent(problems::add);
        }
        return problems;
    }

    private static Optional<String> length(Question q) {
        int length = q.password.codePointCount(0, q.password.length());
        return length >= q.policy.minimalLength()
                ? Optional.empty()
                : Optional.of(
                        "too short: at least "
                                + Plural.of(q.policy.minimalLength(), "character")
                                + "; several words make a good one");
    }

    private static Optional<String> count(
            Question q, int wanted, IntPredicate kind, String called) {
        return q.password.codePoints().filter(kind).count() >= wanted
                ? Optional.empty()
                : Optional.of("needs at least " + Plural.of(wanted, called));
    }

    private static Optional<String> names(Question q) {
        return q.policy.notNames() && namesOf(q.account).stream().anyMatch(n -> isMadeOf(q, n))
                ? Optional.of("is or contains a name of its owner: user name, alias, domain")
                : Optional.empty();
    }

    private static boolean isMadeOf(Question q, String name) {
        String lower = q.password.toLowerCase(Locale.ROOT);
        return lower.equals(name)
                || name.length() >= WORTH_FINDING
                        && lower.contains(name)
                        && lower.length() < 2 * name.length() + WORTH_FINDING;
    }

    private static Set<String> namesOf(Account account) {
        Set<String> names = new LinkedHashSet<>();
        names.add(account.name());
        names.add(account.localPart());
        account.aliases().forEach(alias -> names.addAll(List.of(alias, Account.localPart(alias))));
        names.add(account.domain());
        names.add(account.domain().split("\\.", 2)[0]);
        String shown = account.traits().displayName().toLowerCase(Locale.ROOT);
        names.add(shown);
        names.add(shown.replace(" ", ""));
        names.add(account.traits().username());
        names.addAll(List.of(shown.split("\\s+", -1)));
        names.removeIf(name -> name.length() < 2);
        return names;
    }

    private static Optional<String> words(Question q) {
        String lower = q.password.toLowerCase(Locale.ROOT);
        return q.policy.words().stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .anyMatch(word -> isMadeOf(q, word) || lower.equals(word))
                ? Optional.of("is made from a word of the company")
                : Optional.empty();
    }

    private static Optional<String> common(Question q) {
        return q.policy.common() && CommonPasswords.contains(q.password)
                ? Optional.of("is one of the passwords that everybody tries")
                : Optional.empty();
    }

    private static Optional<String> breached(Question q) throws IOException {
        if (q.policy.breached().isEmpty()) {
            return Optional.empty();
        }
        try (BreachedHashes hashes = BreachedHashes.open(q.policy.breached().get())) {
            Optional<String> hash =
                    hashes.digits() == SHA1_DIGITS ? Optional.of(sha1(q.password)) : nt(q.password);
            return hash.isPresent() && hashes.contains(hash.get())
                    ? Optional.of(
                            "was found in a breach elsewhere, so it is in the lists of thieves")
                    : Optional.empty();
        }
    }

    private static Optional<String> nt(String password) {
        StoredPassword plain = StoredPassword.of("{PLAIN}" + password, "PLAIN");
        return Schemes.breachHash(
                new Account("", List.of(), plain, Account.Traits.NONE), NT_DIGITS);
    }

    static String sha1(String password) {
        try {
            byte[] text = password.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> guessable(Question q) {
        if (q.policy.guessability() == 0) {
            return Optional.empty();
        }
        int end = Math.min(LONGEST_MEASURED, q.password.length());
        List<String> known = new ArrayList<>(namesOf(q.account));
        known.addAll(q.policy.words());
        return new Zxcvbn().measure(q.password.substring(0, end), known).getScore()
                        >= q.policy.guessability()
                ? Optional.empty()
                : Optional.of("easy to guess: add words that have nothing to do with each other");
    }
}
