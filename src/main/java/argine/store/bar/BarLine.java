// SPDX-License-Identifier: Apache-2.0
package argine.store.bar;

import argine.mail.Network;
import argine.store.Act;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** A bar, or its end, as a line of a file. */
final class BarLine {
    static final String RELEASED = "unbarred";
    private static final String BARRED = "barred";

    private BarLine() {}

    static Act act(Bar bar) {
        return named(new Act(BARRED, bar.since()), bar.whom())
                .with("ground", bar.ground())
                .with("until", bar.until().toString())
                .with("times", bar.times())
                .with("why", bar.why())
                .with("by", bar.by())
                .with("code", bar.code());
    }

    static Act released(Barred whom, Instant now, String by) {
        return named(new Act(RELEASED, now), whom).with("by", by);
    }

    private static Act named(Act act, Barred whom) {
        return switch (whom) {
            case Barred.Clients(Network network) -> act.with("network", network.toString());
            case Barred.Strangers(String login) -> act.with("login", login);
        };
    }

    static Optional<Barred> whom(Act act) {
        String login = act.text("login");
        return login.isEmpty()
                ? Network.parse(act.text("network")).map(Barred.Clients::new)
                : Optional.of(new Barred.Strangers(login));
    }

    /** A line that names nobody, or no end, is no bar. */
    static Optional<Bar> bar(Act act) {
        try {
            Instant until = Instant.parse(act.text("until"));
            return whom(act)
                    .map(
                            whom ->
                                    new Bar(
                                            whom,
                                            act.text("ground"),
                                            act.at(),
                                            until,
                                            Math.clamp(act.number("times").orElse(1L), 1, 99),
                                            act.text("why"),
                                            act.text("by"),
                                            act.text("code")));
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
