// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import java.util.function.Consumer;

/** The password is the name that is typed beside it: the first thing every robot tries. */
final class EqualsUsername implements GuessRule {
    @Override
    public String name() {
        return "equals username";
    }

    @Override
    public void guess(Person person, Consumer<Guess> to) {
        Person.spellings(person.account().name()).forEach(text -> to.accept(new Guess(text)));
        Person.spellings(person.account().traits().username())
                .forEach(text -> to.accept(new Guess(text)));
    }
}
