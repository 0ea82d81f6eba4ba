// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import java.util.function.Consumer;

/** The password is the address up to the {@code @}. */
final class EqualsLocalPart implements GuessRule {
    @Override
    public String name() {
        return "equals local part";
    }

    @Override
    public void guess(Person person, Consumer<Guess> to) {
        Person.spellings(person.account().localPart()).forEach(text -> to.accept(new Guess(text)));
    }
}
