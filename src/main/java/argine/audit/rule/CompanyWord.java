// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import java.util.function.Consumer;

/** The password is a word of the company: its name, its town, its product. */
final class CompanyWord implements GuessRule {
    @Override
    public String name() {
        return "company word";
    }

    @Override
    public void guess(Person person, Consumer<Guess> to) {
        for (String word : person.companyWords()) {
            Person.spellings(word).forEach(text -> to.accept(new Guess(text)));
        }
    }
}
