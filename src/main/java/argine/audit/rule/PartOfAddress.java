// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import argine.mail.Account;
import java.util.List;
import java.util.function.Consumer;

/** The password is a word of the address: {@code rossi} of {@code mario.rossi}. */
final class PartOfAddress implements GuessRule {
    @Override
    public String name() {
        return "part of the address";
    }

    @Override
    public void guess(Person person, Consumer<Guess> to) {
        Account account = person.account();
        List<String> words = Person.words(account.localPart());
        if (words.size() > 1) {
            words.forEach(word -> say(word, to));
            say(String.join("", words), to);
            say(String.join("", words.reversed()), to);
        }
        account.aliases()
                .forEach(
                        alias ->
                                Person.words(Account.localPart(alias))
                                        .forEach(word -> say(word, to)));
    }

    private static void say(String text, Consumer<Guess> to) {
        Person.spellings(text).forEach(spelling -> to.accept(new Guess(spelling)));
    }
}
