// SPDX-License-Identifier: Apache-2.0
package argine.audit.rule;

import java.util.function.Consumer;

/** No password at all. */
final class EmptyPassword implements GuessRule {
    @Override
    public String name() {
        return "empty";
    }

    @Override
    public void guess(Person person, Consumer<Guess> to) {
        to.accept(new Guess(""));
    }
}
