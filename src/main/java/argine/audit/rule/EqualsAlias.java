// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import argine.mail.Account;
import java.util.function.Consumer;

/**
 * The password is another address of the account: everybody who writes to it knows the password.
 */
final class EqualsAlias implements GuessRule {
    @Override
    public String name() {
        return "equals alias";
    }

    @Override
    public void guess(Person person, Consumer<Guess> to) {
        for (String alias : person.account().aliases()) {
            String local = Account.localPart(alias);
            Person.spellings(local).forEach(text -> to.accept(new Guess(text, alias)));
            if (!local.equals(alias)) {
                Person.spellings(alias).forEach(text -> to.accept(new Guess(text, alias)));
            }
        }
    }
}
