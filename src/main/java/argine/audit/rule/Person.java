// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import argine.mail.Account;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a stranger knows of an account: its names, its domain, and what the company is called.
 *
 * @param companyWords what the administrator added, see {@code --words}
 */
public record Person(Account account, List<String> companyWords, int year) {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int MAX_WORDS = 12;

    /** The parts of a name that stand for themselves: {@code mario}, {@code rossi}. */
    static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : BETWEEN_WORDS.split(name, -1)) {
            if (word.length() > 1 && words.size() < MAX_WORDS) {
                words.add(word);
            }
        }
        return words;
    }

    /**
     * The domain without what every domain ends in: {@code example} of {@code mail.example.org}.
     */
    String brand() {
        String domain = account.domain();
        String[] labels = domain.split("\\.", -1);
        if (labels.length < 2) {
            return domain;
        }
        boolean second = labels.length > 2 && labels[labels.length - 2].length() <= 3;
        return labels[labels.length - (second ? 3 : 2)];
    }

    /** The words that a password of this account is likeliest made from, likeliest first. */
    Set<String> roots() {
        Set<String> roots = new LinkedHashSet<>();
        roots.add(account.localPart());
        words(account.localPart()).stream().limit(2).forEach(roots::add);
        roots.add(brand());
        companyWords.forEach(word -> roots.add(word.toLowerCase(Locale.ROOT)));
        account.aliases().stream().limit(4).map(Account::localPart).forEach(roots::add);
        roots.addAll(words(account.traits().displayName().toLowerCase(Locale.ROOT)));
        roots.removeIf(root -> root.length() < 2);
        return roots;
    }

    /** A word as people type it: as it is, small, with a capital, and shouted. */
    static Set<String> spellings(String word) {
        Set<String> spellings = new LinkedHashSet<>();
        if (!word.isBlank()) {
            String lower = word.toLowerCase(Locale.ROOT);
            spellings.add(word);
            spellings.add(lower);
            spellings.add(capital(lower));
            spellings.add(title(lower));
            spellings.add(word.toUpperCase(Locale.ROOT));
        }
        return spellings;
    }

    /** With a capital at the beginning of every word: {@code Mario.Rossi}. */
    private static String title(String lower) {
        StringBuilder title = new StringBuilder(lower);
        for (int i = 0; i < title.length(); i++) {
            if (i == 0 || !Character.isLetterOrDigit(title.charAt(i - 1))) {
                title.setCharAt(i, Character.toUpperCase(title.charAt(i)));
            }
        }
        return title.toString();
    }

    static String capital(String lower) {
        return lower.isEmpty()
                ? lower
                : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
    }
}
