// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import java.util.List;
import java.util.function.Consumer;

/** The password is the name of the person, whole or in part. */
final class EqualsDisplayName implements GuessRule {
    @Override
    public String name() {
        return "equals display name";
    }

    @Override
    public void guess(Person person, Consumer<Guess> to) {
        String name = person.account().traits().displayName();
        List<String> words = Person.words(name);
        say(name, to);
        if (words.size() > 1) {
            say(String.join("", words), to);
            say(String.join("", words.reversed()), to);
            say(String.join(".", words), to);
            say(words.getFirst().charAt(0) + words.getLast(), to);
        }
        words.forEach(word -> say(word, to));
    }

    private static void say(String text, Consumer<Guess> to) {
        Person.spellings(text).forEach(spelling -> to.accept(new Guess(spelling)));
    }
}
