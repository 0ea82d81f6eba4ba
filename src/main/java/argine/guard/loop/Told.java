// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import argine.store.Act;
import java.time.Instant;
import java.util.List;

/**
 * What people were told about one account, and what they answered.
 *
 * @param kinds the kinds of evidence they know of
 * @param recipients how many recipients there were when they were told
 * @param released when a person let it go, or the epoch
 * @param trusted until when it is the owner's doing, as a person said, or the epoch
 */
record Told(
        String account,
        Instant at,
        List<String> kinds,
        long recipients,
        Instant released,
        Instant trusted) {
    static final String WORD = "told";

    Act act() {
        return new Act(WORD, at)
                .with("account", account)
                .with("kinds", kinds)
                .with("recipients", recipients)
                .with("released", released.toString())
                .with("trusted", trusted.toString());
    }

    static Told of(Act act) {
        return new Told(
                act.text("account"),
                act.at(),
                act.texts("kinds"),
                act.number("recipients").orElse(0L),
                Instant.parse(act.text("released")),
                Instant.parse(act.text("trusted")));
    }

    /** A person let the account go: from now on only what is new counts. */
    Told letGo(Instant now, Instant trustedUntil) {
        return new Told(account, now, kinds, recipients, now, trustedUntil);
    }
}
