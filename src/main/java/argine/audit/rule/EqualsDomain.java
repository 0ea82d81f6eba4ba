// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import java.util.function.Consumer;

/** The password is the domain, or what the domain is called without its ending. */
final class EqualsDomain implements GuessRule {
    @Override
    public String name() {
        return "equals domain";
    }

    @Override
    public void guess(Person person, Consumer<Guess> to) {
        Person.spellings(person.brand()).forEach(text -> to.accept(new Guess(text)));
        Person.spellings(person.account().domain()).forEach(text -> to.accept(new Guess(text)));
    }
}
