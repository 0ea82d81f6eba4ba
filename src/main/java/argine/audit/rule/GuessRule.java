// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import java.util.function.Consumer;

/** One way in which people choose passwords that strangers guess. */
public interface GuessRule {

    /** What is said of whoever chose so, for example {@code equals alias}. Never the password. */
    String name();

    /** Makes the guesses about one account, likeliest first. */
    void guess(Person person, Consumer<Guess> to);

    /**
     * How many words of the long list of common passwords come before its first guess; negative if
     * that list is not what it guesses from.
     */
    default int rank() {
        return -1;
    }

    /**
     * A guess, and the alias it is made from where it is made from one.
     *
     * @param alias empty unless the rule is about aliases
     */
    record Guess(String text, String alias) {
        Guess(String text) {
            this(text, "");
        }

        /** So that no guess gets into a message by accident. */
        @Override
        public String toString() {
            return "a guess";
        }
    }
}
