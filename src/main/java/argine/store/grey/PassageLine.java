// SPDX-License-Identifier: Apache-2.0
package argine.store.grey;

import argine.store.Act;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** A passage as a line of a file. */
final class PassageLine {
    private static final String WORD = "came";

    private PassageLine() {}

    static Act act(Passage passage) {
        return new Act(WORD, passage.last())
                .with("key", passage.key())
                .with("first", passage.first().toString())
                .with("passes", passage.passes());
    }

    static Optional<Passage> passage(Act act) {
        try {
            String key = act.text("key");
            return key.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Passage(
                                    key,
                                    Instant.parse(act.text("first")),
                                    act.at(),
                                    Math.max(0, act.number("passes").orElse(0L))));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
