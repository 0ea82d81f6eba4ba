// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import java.util.Optional;

/** What refuses an account's mail at its next command, sessions that are open included. */
public interface Sentry {

    /** What became of telling it, in words; {@code outcome} as of a step. */
    record Told(Done.Outcome outcome, String what) {}

    /** Where nobody stands at the door. */
    Sentry NOBODY = _ -> Optional.empty();

    /** Has an account refused; nothing where nobody is there to be told. */
    Optional<Told> stop(String account);
}
