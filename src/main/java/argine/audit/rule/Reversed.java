// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import java.util.function.Consumer;

/** The password is a name of the account read backwards, or said twice. */
final class Reversed implements GuessRule {
    @Override
    public String name() {
        return "name reversed or doubled";
    }

    @Override
    public void guess(Person person, Consumer<Guess> to) {
        for (String root : person.roots()) {
            String back = new StringBuilder(root).reverse().toString();
            to.accept(new Guess(back));
            to.accept(new Guess(Person.capital(back)));
            to.accept(new Guess(root + root));
        }
    }
}
