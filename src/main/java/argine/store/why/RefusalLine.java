// SPDX-License-Identifier: Apache-2.0
package argine.store.why;

import argine.store.Act;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A refusal as a line of a file. */
final class RefusalLine {
    private RefusalLine() {}

    static Act act(Refusal refusal) {
        return new Act(refusal.decision(), refusal.last())
                .with("code", refusal.code())
                .with("rule", refusal.rule())
                .with("subject", refusal.subject())
                .with("texts", refusal.texts())
                .with("first", refusal.first().toString())
                .with("times", refusal.times())
                .with("counters", refusal.counters())
                .with("messages", refusal.messages());
    }

    static Optional<Refusal> refusal(Act act) {
        try {
            return Optional.of(
                    new Refusal(
                            act.text("code"),
                            act.text("rule"),
                            act.word(),
                            act.text("subject"),
                            texts(act),
                            Instant.parse(act.text("first")),
                            act.at(),
                            act.number("times").orElse(1L),
                            act.texts("counters"),
                            act.texts("messages")));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** One that an earlier version wrote has one text. */
    private static List<String> texts(Act act) {
        return act.text("text").isEmpty() ? act.texts("texts") : List.of(act.text("text"));
    }
}
