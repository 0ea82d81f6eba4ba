// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.mail.Line;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is unusual about an account whose password was stolen.
 *
 * <p>A signal sees a profile and the ledger around it, keeps no state, and knows which honest
 * behaviour looks alike. A new one costs a class and a line in {@code Signals}.
 */
public interface Signal {

    Optional<Alarm> judge(Profile profile, Ledger ledger);

    /** The name under which the docs describe it: the class's own. */
    default String name() {
        return getClass().getSimpleName();
    }

    default Optional<Alarm> alarm(Kind kind, Strength strength, String claim, List<Line> lines) {
        return Optional.of(new Alarm(name(), kind, strength, claim, lines));
    }
}
