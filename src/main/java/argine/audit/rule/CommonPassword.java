// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import java.util.List;
import java.util.function.Consumer;

/**
 * The password is one of those that most people who choose badly choose; see {@link
 * CommonPasswords}. The very first ones are tried early, and with a capital too.
 */
final class CommonPassword implements GuessRule {
    static final int FIRST = 20;
    static final int ALL = 30_000;

    private final int from;
    private final int to;

    /** Those of the list from one rank to before another. */
    CommonPassword(int from, int to) {
        this.from = from;
        this.to = to;
    }

    @Override
    public String name() {
        return "common password";
    }

    @Override
    public int rank() {
        return from - FIRST;
    }

    @Override
    public void guess(Person person, Consumer<Guess> guess) {
        List<String> words = CommonPasswords.list();
        int last = Math.min(to, words.size());
        for (String word : words.subList(Math.min(from, last), last)) {
            guess.accept(new Guess(word));
            if (from == 0) {
                guess.accept(new Guess(Person.capital(word)));
            }
        }
    }
}
