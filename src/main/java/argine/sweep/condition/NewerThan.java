// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.sweep.Condition;
import argine.sweep.Sighting;
import java.time.Instant;

/** Came in at this moment or later. */
record NewerThan(Instant moment, String typed) implements Condition {
    @Override
    public boolean holds(Sighting sighting) {
        return !sighting.message().arrival().isBefore(moment);
    }

    @Override
    public String words() {
        return "newer than " + typed;
    }
}
